package io.github.lockkeeper.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation fails, or somebody else writes the file, while the claim is held. */
class FileCursorFailureTest {
    private static final IOException DISK_FULL = new IOException("No space left on device");

    @TempDir
    private Path folder;
    private final FailingFileOperations operations = new FailingFileOperations();
    private CursorStore store;
    private CursorClaim claim;

    @BeforeEach
    void saveOnce() {
        store = new FileCursorStore(folder, operations);
        claim = store.claim();
        claim.save(CursorRecords.advanced(claim.record(), 1));
    }

    @AfterEach
    void release() {
        store.close();
    }

    @Test
    void afterAnyFailedStepTheRecordIsWholeAndTheClaimUsable() {
        int failures = 0;
        for (int steps = 0; failSave(steps, 100 + steps); steps++) {
            claim.save(CursorRecords.advanced(claim.record(), 200 + steps));
            assertThat(onDisk()).contains(claim.record());
            failures++;
        }

        assertThat(failures).as("steps of a save").isEqualTo(6);
    }

    @Test
    void twoFailuresInARowDoNoMoreHarmThanOne() {
        for (int first = 0; first < 6; first++) {
            for (int second = 0; second < 6; second++) {
                assertThat(failSave(first, 100 + first)).isTrue();
                assertThat(failSave(second, 200 + second)).as("%d, then %d", first, second).isTrue();
                claim.save(CursorRecords.advanced(claim.record(), 300 + second));
                assertThat(onDisk()).contains(claim.record());
            }
        }
    }

    /** Whether the step was reached, and failed. */
    private boolean failSave(int steps, int n) {
        GroupCursor before = claim.record();
        Optional<GroupCursor> diskBefore = onDisk();
        GroupCursor next = CursorRecords.advanced(before, n);
        operations.failAfter(steps, DISK_FULL);
        CursorStoreException failed = catchThrowableOfType(CursorStoreException.class, () -> claim.save(next));
        if (operations.disarm()) {
            assertThat(failed).isNull();
            return false;
        }
        assertThat(failed.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failed).hasCause(DISK_FULL)
                .hasMessageContainingAll(folder.resolve("group-cursor.json").toString(), "No space left", "Check");
        assertThat(claim.record()).isEqualTo(before);
        assertThat(onDisk()).isIn(diskBefore, Optional.of(next));
        return true;
    }

    @Test
    void aDiskThatIsFullLeavesBothGenerationsAlone() throws IOException {
        byte[] current = Files.readAllBytes(folder.resolve("group-cursor.json"));
        byte[] previous = Files.readAllBytes(folder.resolve("group-cursor.previous.json"));
        int firstWrite = 1;

        assertThat(failSave(firstWrite, 100)).isTrue();

        assertThat(folder.resolve("group-cursor.json")).hasBinaryContent(current);
        assertThat(folder.resolve("group-cursor.previous.json")).hasBinaryContent(previous);
    }

    @Test
    void aClaimThatFailsReleasesTheDestination() {
        GroupCursor saved = claim.record();
        claim.close();
        int failures = 0;
        for (int steps = 0; failClaim(steps); steps++) {
            assertThat(onDisk().orElseThrow().withEpoch(0)).isEqualTo(saved.withEpoch(0));
            failures++;
        }

        // The folder, the record, and the six steps of a save; left-overs that cannot be removed are no failure.
        assertThat(failures).isEqualTo(8);
    }

    /** Whether a step that matters was reached, and failed; tells a harmless failure from the end by trying on. */
    private boolean failClaim(int failuresBefore) {
        int harmless = failuresBefore == 0 ? 0 : 3;
        operations.failAfter(failuresBefore + harmless, DISK_FULL);
        CursorStoreException failed =
                catchThrowableOfType(CursorStoreException.class, () -> store.claim().close());
        if (operations.disarm()) {
            return false;
        }
        assertThat(failed).as("step %d", failuresBefore).isNotNull();
        assertThat(failed.kind()).isEqualTo(Kind.UNAVAILABLE);
        store.claim().close();
        return true;
    }

    @Test
    void leftOversThatCannotBeRemovedAreNoFailure() {
        claim.close();
        for (int steps = 1; steps <= 3; steps++) {
            operations.failAfter(steps, DISK_FULL);
            store.claim().close();
            assertThat(operations.disarm()).as("the failure came").isFalse();
        }
    }

    @Test
    void missingPermissionIsNamed() {
        operations.failAfter(0, new AccessDeniedException(folder.resolve("group-cursor.json").toString()));

        assertThat(catchThrowableOfType(CursorStoreException.class, () -> store.load()))
                .hasMessageContainingAll("group-cursor.json cannot be read: permission denied", "may write");
    }

    @Test
    void aFailureWithoutAReasonIsNamedByItsType() {
        operations.failAfter(0, new NotDirectoryException(folder.toString()));

        assertThat(catchThrowableOfType(CursorStoreException.class, () -> store.load()))
                .hasMessageContaining("cannot be read: NotDirectoryException");
    }

    @Test
    void aFolderThatCannotBeMadeIsUnavailable() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        CursorStoreException failed = catchThrowableOfType(
                CursorStoreException.class, () -> new FileCursorStore(file.resolve("example")).claim());

        assertThat(failed.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failed.place()).isEqualTo(file.resolve("example").toString());
    }

    @Test
    void aFileThatSomebodyElseWroteIsNotOverwritten() throws IOException {
        byte[] theirs = GroupCursorJson.write(CursorRecords.advanced(claim.record(), 999));
        Files.write(folder.resolve("group-cursor.json"), theirs);

        assertFenced();
        assertThat(folder.resolve("group-cursor.json")).hasBinaryContent(theirs);
    }

    @Test
    void aFileThatSomebodyRemovedIsNotWrittenAgain() throws IOException {
        Files.delete(folder.resolve("group-cursor.json"));

        assertFenced();
        assertThat(folder.resolve("group-cursor.json")).doesNotExist();
    }

    @Test
    void anOlderGenerationThatSomebodyPutBackIsNotOverwritten() throws IOException {
        byte[] older = Files.readAllBytes(folder.resolve("group-cursor.previous.json"));
        Files.write(folder.resolve("group-cursor.json"), older);

        assertFenced();
        assertThat(folder.resolve("group-cursor.json")).hasBinaryContent(older);
    }

    @Test
    void aFencedClaimStaysFenced() throws IOException {
        byte[] ours = Files.readAllBytes(folder.resolve("group-cursor.json"));
        Files.delete(folder.resolve("group-cursor.json"));
        assertFenced();
        Files.write(folder.resolve("group-cursor.json"), ours);

        assertFenced();
        assertThat(folder.resolve("group-cursor.json")).hasBinaryContent(ours);
    }

    private void assertFenced() {
        GroupCursor before = claim.record();
        CursorStoreException fenced = catchThrowableOfType(
                CursorStoreException.class, () -> claim.save(CursorRecords.advanced(before, 50)));

        assertThat(fenced.kind()).isEqualTo(Kind.FENCED);
        assertThat(fenced).hasMessageContainingAll(folder.resolve("group-cursor.json").toString(), "somebody else");
        assertThat(claim.record()).isEqualTo(before);
    }

    private Optional<GroupCursor> onDisk() {
        return new FileCursorStore(folder).load();
    }
}
