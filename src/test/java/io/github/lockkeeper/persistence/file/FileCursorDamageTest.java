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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found on disk is not what was written. */
class FileCursorDamageTest {
    private static final GroupCursor OLDER = CursorRecords.advanced(GroupCursor.empty().withEpoch(6), 1);
    private static final GroupCursor OLD = CursorRecords.advanced(GroupCursor.empty().withEpoch(7), 2);
    private static final byte[] NEWER = "{\"version\":2,\"epoch\":9,\"sources\":{}}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FOREIGN = "{\"clientDatas\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] GARBAGE = "garbage".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;
    private Path current;
    private Path previous;

    @BeforeEach
    void writeTwoGenerations() throws IOException {
        current = Files.write(folder.resolve("group-cursor.json"), GroupCursorJson.write(OLD));
        previous = Files.write(folder.resolve("group-cursor.previous.json"), GroupCursorJson.write(OLDER));
    }

    @Test
    void aGoodCurrentFileIsUsedWhateverThePreviousOneIs() throws IOException {
        for (byte[] content : new byte[][] {GARBAGE, NEWER, FOREIGN, {}}) {
            Files.write(previous, content);
            assertThat(store().load()).contains(OLD);
        }
        Files.delete(previous);
        assertThat(store().load()).contains(OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "garbage", "\u0000\u0000\u0000", "{\"version\":1,\"epoch\":7}",
        "{\"version\":1,\"epoch\":7,\"sources\":{\"a\":{\"file\":\"b.1\",\"position\":3}}}"
    })
    void aDamagedCurrentFileGivesWayToThePreviousOne(String damage) throws IOException {
        Files.writeString(current, damage);

        assertGoesOnWithPrevious();
        assertThat(folder.resolve("group-cursor.damaged.json")).as("kept for inspection").hasContent(damage);
    }

    @Test
    void aCurrentFileTornAnywhereGivesWayToThePreviousOne() throws IOException {
        byte[] whole = Files.readAllBytes(current);
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(current, Arrays.copyOf(whole, length));
            assertThat(store().load()).as("torn at %d", length).contains(OLDER);
        }
    }

    @Test
    void aMissingCurrentFileIsNoFirstStart() throws IOException {
        Files.delete(current);

        assertGoesOnWithPrevious();
    }

    private void assertGoesOnWithPrevious() {
        assertThat(store().load()).contains(OLDER);
        try (CursorStore store = store(); CursorClaim claim = store.claim()) {
            assertThat(claim.record().sources()).isEqualTo(OLDER.sources());
            assertThat(claim.record().epoch()).as("above that of the lost record").isGreaterThan(OLD.epoch());
            assertThat(claim.warning().orElseThrow())
                    .contains(current.toString(), previous.toString(), "may be sent again");
            assertThat(store().load()).as("durable at once").contains(claim.record());
            assertThat(previous).as("untouched until the next save").hasBinaryContent(GroupCursorJson.write(OLDER));
        }
        try (CursorStore store = store(); CursorClaim claim = store.claim()) {
            assertThat(claim.warning()).as("said once").isEmpty();
        }
    }

    @Test
    void twoDamagedFilesAreRefusedWithTheWayOut() throws IOException {
        Files.write(current, GARBAGE);
        Files.write(previous, new byte[0]);

        CursorStoreException refused = refusal();

        assertThat(refused.kind()).isEqualTo(Kind.DAMAGED);
        assertThat(refused).hasMessageContainingAll(current.toString(), previous.toString(), "Restore", "remove both",
                "is lost");
        assertThat(current).hasBinaryContent(GARBAGE);
        assertThat(previous).isEmptyFile();
    }

    @Test
    void aDamagedFileAloneIsRefused() throws IOException {
        Files.write(current, GARBAGE);
        Files.delete(previous);
        assertThat(refusal().kind()).isEqualTo(Kind.DAMAGED);

        Files.delete(current);
        Files.write(previous, GARBAGE);
        assertThat(refusal().kind()).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void bothRemovedIsAFirstStart() throws IOException {
        Files.delete(current);
        Files.delete(previous);

        assertThat(store().load()).isEmpty();
    }

    @Test
    void aNewerRecordIsNeverReplacedByAnOlderOne() throws IOException {
        Files.write(current, NEWER);
        assertRefusedUntouched(Kind.NEWER_VERSION, NEWER);
    }

    @Test
    void aForeignFileIsNeverOverwritten() throws IOException {
        Files.write(current, FOREIGN);
        assertRefusedUntouched(Kind.FOREIGN, FOREIGN);
    }

    private void assertRefusedUntouched(Kind kind, byte[] content) {
        CursorStoreException refused = refusal();

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.place()).isEqualTo(current.toString());
        assertThat(current).hasBinaryContent(content);
        assertThat(previous).hasBinaryContent(GroupCursorJson.write(OLDER));
    }

    @Test
    void aNewerPreviousGenerationIsNotLostToADamagedFile() throws IOException {
        Files.write(current, GARBAGE);
        Files.write(previous, NEWER);

        assertThat(refusal().kind()).isEqualTo(Kind.NEWER_VERSION);
        assertThat(previous).hasBinaryContent(NEWER);
    }

    @Test
    void aFileThatCannotBeReadIsNotTakenForDamaged() throws IOException {
        Files.delete(current);
        Files.createDirectory(current);

        CursorStoreException refused = refusal();

        assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(refused.place()).isEqualTo(current.toString());
        assertThat(refused).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aLinkToAVolumeThatIsNotMountedIsNotTakenForMissing() throws IOException {
        Files.delete(current);
        Files.delete(previous);
        Files.createSymbolicLink(current, folder.resolve("not-mounted").resolve("group-cursor.json"));

        assertThat(refusal().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aRefusedClaimReleasesTheDestination() throws IOException {
        Files.write(current, FOREIGN);
        assertThat(refusal().kind()).isEqualTo(Kind.FOREIGN);

        Files.write(current, GroupCursorJson.write(OLD));
        try (CursorStore store = store(); CursorClaim claim = store.claim()) {
            assertThat(claim.record().sources()).isEqualTo(OLD.sources());
        }
    }

    @Test
    void aLeftOverTemporaryFileIsIgnoredAndRemoved() throws IOException {
        Path leftOver = Files.write(folder.resolve("group-cursor.json.tmp"), NEWER);

        assertThat(store().load()).contains(OLD);
        try (CursorStore store = store(); CursorClaim claim = store.claim()) {
            assertThat(claim.warning()).isEmpty();
            assertThat(leftOver).doesNotExist();
        }
    }

    /** Both ways in refuse alike. */
    private CursorStoreException refusal() {
        try (CursorStore store = store()) {
            CursorStoreException look = catchThrowableOfType(CursorStoreException.class, store::load);
            CursorStoreException claim = catchThrowableOfType(CursorStoreException.class, store::claim);
            assertThat(look).isNotNull();
            assertThat(claim).isNotNull().hasMessage(look.getMessage());
            return claim;
        }
    }

    private CursorStore store() {
        return new FileCursorStore(folder);
    }
}
