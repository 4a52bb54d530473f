package io.github.lockkeeper.persistence.file;

import static io.github.lockkeeper.gap.GapSamples.ORDERS;
import static io.github.lockkeeper.gap.GapSamples.TRADES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapJournalException.Kind;
import io.github.lockkeeper.gap.GapSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation fails, or somebody else writes the file, while the journal is open. */
class FileGapFailureTest {
    private static final IOException DISK_FULL = new IOException("No space left on device");

    @TempDir
    private Path folder;
    private final FailingFileOperations operations = new FailingFileOperations();
    private GapJournal journal;
    private Path file;

    @BeforeEach
    void openAnEmptyOne() {
        journal = new FileGapJournal(folder.resolve("example"), operations);
        journal.open();
        file = folder.resolve("example").resolve("group-gaps.jsonl");
    }

    @Test
    void afterAnyFailedStepOfTheFirstEntryTheJournalIsEmptyAndUsable() {
        // The folder, the length, the line, the folder's names.
        for (int steps = 0; steps < 4; steps++) {
            assertFailsToAppend(steps);
            assertThat(file.toFile().length()).as("step %d", steps).isZero();
        }
        operations.failAfter(4, DISK_FULL);
        journal.append(ORDERS, GapSamples.full());
        assertThat(operations.disarm()).as("there is no fifth step").isTrue();
        assertThat(onDisk()).isEqualTo(journal.entries()).hasSize(1);
    }

    @Test
    void afterAnyFailedStepOfALaterOneTheFileIsWholeAndTheJournalUsable() throws IOException {
        Gap first = journal.append(ORDERS, GapSamples.full());
        byte[] before = Files.readAllBytes(file);
        for (int steps = 0; steps < 2; steps++) {
            operations.failAfter(steps, DISK_FULL);
            assertUnavailable(() -> journal.amend(first.confirmed()));
            assertThat(operations.disarm()).as("step %d came", steps).isFalse();
            assertThat(file).as("no half line").hasBinaryContent(before);
            assertThat(journal.entries()).containsExactly(first);
            assertThat(journal.unconfirmed(ORDERS)).contains(first);
        }
        operations.failAfter(2, DISK_FULL);
        journal.amend(first.confirmed());
        assertThat(operations.disarm()).as("there is no third step").isTrue();
        assertThat(onDisk()).containsExactly(first.confirmed());
    }

    @Test
    void aHalfLineThatCannotBeCutOffAtOnceIsCutOffByTheNextWrite() throws IOException {
        Gap first = journal.append(ORDERS, GapSamples.full());
        byte[] before = Files.readAllBytes(file);
        operations.failFrom(1, DISK_FULL);
        assertUnavailable(() -> journal.append(TRADES, GapSamples.full()));
        assertThat(Files.size(file)).as("a half line").isGreaterThan(before.length);
        assertUnavailable(() -> journal.append(TRADES, GapSamples.full()));
        operations.disarm();

        Gap second = journal.append(TRADES, GapSamples.bare());

        assertThat(journal.entries()).containsExactly(first, second);
        assertThat(onDisk()).containsExactly(first, second);
    }

    @Test
    void theIdOfAFailedEntryIsUsedByTheNextOne() {
        assertFailsToAppend(2);

        assertThat(journal.append(ORDERS, GapSamples.full()).id()).isEqualTo(1);
    }

    @Test
    void aJournalThatCouldNotBeOpenedIsOpenedLaterAndItsWarningIsNotLost() throws IOException {
        Gap first = journal.append(ORDERS, GapSamples.full());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, 50), StandardOpenOption.APPEND);
        FileGapJournal next = new FileGapJournal(folder.resolve("example"), operations);
        for (int steps = 0; steps < 3; steps++) {
            operations.failAfter(steps, DISK_FULL);
            assertUnavailable(next::open);
            assertThat(operations.disarm()).as("step %d came", steps).isFalse();
        }

        assertThat(next.open().orElse("")).contains("line 2", "cut off");
        assertThat(next.entries()).containsExactly(first);
        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void aFileThatSomebodyElseWroteInIsNotWrittenAndNotCut() throws IOException {
        journal.append(ORDERS, GapSamples.full());
        Files.write(file, new byte[] {'x'}, StandardOpenOption.APPEND);
        assertChanged();
    }

    @Test
    void aFileThatSomebodyEmptiedIsNotWritten() throws IOException {
        journal.append(ORDERS, GapSamples.full());
        Files.write(file, new byte[0]);
        assertChanged();
    }

    private void assertChanged() throws IOException {
        byte[] found = Files.readAllBytes(file);
        GapJournalException failed = catchThrowableOfType(
                GapJournalException.class, () -> journal.append(TRADES, GapSamples.full()));

        assertThat(failed.kind()).isEqualTo(Kind.DAMAGED);
        assertThat(failed).hasMessageContainingAll(file.toString(), "somebody else", "restart this destination");
        assertThat(file).hasBinaryContent(found);
        assertThat(journal.entries()).hasSize(1);
    }

    @Test
    void aFileThatSomebodyRemovedIsNotBegunAgain() throws IOException {
        journal.append(ORDERS, GapSamples.full());
        Files.delete(file);

        assertThat(catchThrowableOfType(
                GapJournalException.class, () -> journal.append(TRADES, GapSamples.full())).kind())
                .isEqualTo(Kind.DAMAGED);
        assertThat(file).doesNotExist();
    }

    private void assertFailsToAppend(int steps) {
        operations.failAfter(steps, DISK_FULL);
        assertUnavailable(() -> journal.append(ORDERS, GapSamples.full()));
        assertThat(operations.disarm()).as("step %d came", steps).isFalse();
        assertThat(journal.entries()).isEmpty();
        assertThat(journal.unconfirmed(ORDERS)).isEmpty();
    }

    private void assertUnavailable(Runnable action) {
        GapJournalException failed = catchThrowableOfType(GapJournalException.class, action::run);
        assertThat(failed).isNotNull();
        assertThat(failed.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failed).hasCause(DISK_FULL).hasMessageContainingAll(file.toString(), "No space left", "Check");
    }

    private List<Gap> onDisk() {
        GapJournal other = new FileGapJournal(folder.resolve("example"));
        assertThat(other.open()).isEmpty();
        return other.entries();
    }
}
