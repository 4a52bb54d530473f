package io.github.lockkeeper.persistence.file;

import static io.github.lockkeeper.gap.GapSamples.ORDERS;
import static io.github.lockkeeper.gap.GapSamples.TRADES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapJournalException.Kind;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.json.GapJson;
import io.github.lockkeeper.position.SourceName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in the journal's file is not what was written. */
class FileGapDamageTest {
    private static final Gap ONE = Gap.of(1, ORDERS, GapSamples.full());
    private static final Gap TWO = Gap.of(2, TRADES, GapSamples.bare());
    private static final Gap ONE_REVISED = ONE.revised(GapSamples.decision(GapKind.GAP, 5));
    private static final byte[] FIRST = GapJson.writeLine(ONE);
    private static final byte[] SECOND = GapJson.writeLine(TWO);
    private static final byte[] THIRD = GapJson.writeLine(ONE_REVISED);

    @TempDir
    private Path folder;
    private Path file;
    private final SimulatedDisk disk = new SimulatedDisk();

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("group-gaps.jsonl");
    }

    @Test
    void aLastLineTornAnywhereIsCutOffWithAWarning() {
        for (int length = 1; length < THIRD.length - 1; length++) {
            write(FIRST, SECOND, Arrays.copyOf(THIRD, length));

            assertThat(warning()).as("torn at %d", length).contains(file + " line 3", "cut off");
            assertThat(content()).as("torn at %d", length).isEqualTo(joined(FIRST, SECOND));
            assertThat(entries()).containsExactly(ONE, TWO);
        }
    }

    @Test
    void aFirstLineTornAnywhereIsCutOffToo() {
        for (int length = 1; length < FIRST.length - 1; length++) {
            write(Arrays.copyOf(FIRST, length));

            assertThat(warning()).as("torn at %d", length).contains("line 1", "cut off");
            assertThat(content()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "x\n", "\u0000\u0000\u0000\u0000", "\u0000\u0000\n", "{\"version\":1}\n", "\r\n"})
    void aLastLineThatIsNotWholeIsCutOffAndShownInTheWarning(String torn) {
        write(FIRST, torn.getBytes(StandardCharsets.UTF_8));

        assertThat(warning()).contains("line 2", "cut off").doesNotContain("\n", "\u0000");
        assertThat(content()).isEqualTo(FIRST);
    }

    @Test
    void aLastLineWithAWrongChecksumIsCutOff() {
        byte[] changed = SECOND.clone();
        changed[20] ^= 1;
        write(FIRST, changed);

        assertThat(warning()).contains("cut off", "REPLAY");
        assertThat(entries()).containsExactly(ONE);
    }

    @Test
    void aWholeLastLineThatOnlyLacksItsEndIsKept() {
        write(FIRST, Arrays.copyOf(SECOND, SECOND.length - 1));

        assertThat(warning()).contains("line 2", "kept");
        assertThat(content()).isEqualTo(joined(FIRST, SECOND));
        assertThat(entries()).containsExactly(ONE, TWO);
    }

    @Test
    void aWholeLastLineWhoseEndWasChangedIsKept() {
        byte[] changed = SECOND.clone();
        changed[changed.length - 1] = 0;
        write(FIRST, changed);

        assertThat(warning()).contains("line 2", "kept");
        assertThat(content()).isEqualTo(joined(FIRST, SECOND));
    }

    @Test
    void aWholeLineIsNeverCutOffForWhatFollowsIt() {
        byte[] joinedToTheNext = joined(FIRST, SECOND, THIRD);
        joinedToTheNext[FIRST.length + SECOND.length - 1] = ' ';
        byte[] windowsEnd = joined(Arrays.copyOf(FIRST, FIRST.length - 1), new byte[] {'\r', '\n'});
        for (byte[] content : List.of(joinedToTheNext, windowsEnd)) {
            write(content);
            assertThat(refusal().kind()).isEqualTo(Kind.DAMAGED);
            assertThat(content()).isEqualTo(content);
        }
    }

    @Test
    void theNextEntryFollowsWhatWasMended() {
        for (byte[] last : List.of(Arrays.copyOf(SECOND, 30), Arrays.copyOf(SECOND, SECOND.length - 1))) {
            write(FIRST, last);
            try (GapJournal journal = open()) {
                journal.append(SourceName.of("deals"), GapSamples.bare());
                journal.amend(ONE_REVISED);
                assertThat(entries()).isEqualTo(journal.entries()).contains(ONE_REVISED);
            }
        }
    }

    @Test
    void aChangedByteBeforeTheLastLineIsRefusedAndLeftAlone() {
        byte[] whole = joined(FIRST, SECOND, THIRD);
        int lastLine = FIRST.length + SECOND.length;
        for (int i = 0; i < lastLine; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            write(changed);

            GapJournalException refused = refusal();
            assertThat(refused.kind()).as("byte %d", i).isEqualTo(Kind.DAMAGED);
            assertThat(refused.place()).as("byte %d", i)
                    .isEqualTo(file + " line " + (i < FIRST.length ? 1 : 2));
            assertThat(refused).hasMessageContaining("Restore the journal from a backup");
            assertThat(content()).isEqualTo(changed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "x\n", "\u0000\n", "{}\n", "{\"version\":1}\n"})
    void anythingBetweenTheLinesIsRefused(String between) {
        write(FIRST, between.getBytes(StandardCharsets.UTF_8), SECOND);

        assertThat(refusal().kind()).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void aLineOutOfPlaceIsRefused() {
        assertRefused("comes after entry 2", SECOND, FIRST);
        assertRefused("does not follow", FIRST, THIRD, FIRST);
        assertRefused("does not follow", FIRST, GapJson.writeLine(Gap.of(1, TRADES, GapSamples.full())));
        assertRefused("is unconfirmed, and so is entry 1",
                FIRST, GapJson.writeLine(Gap.of(2, ORDERS, GapSamples.bare())));
    }

    private void assertRefused(String why, byte[]... lines) {
        write(lines);
        assertThat(refusal().kind()).isEqualTo(Kind.DAMAGED);
        assertThat(refusal()).hasMessageContainingAll(file + " line " + lines.length, why, "Restore");
        assertThat(content()).isEqualTo(joined(lines));
    }

    @Test
    void aLineThatWasTakenOutIsMissedByNobodyElse() {
        write(SECOND, GapJson.writeLine(TWO.confirmed()));
        assertThat(entries()).containsExactly(TWO.confirmed());

        write(SECOND, GapJson.writeLine(Gap.of(9, ORDERS, GapSamples.bare())));
        assertThat(entries()).extracting(Gap::id).containsExactly(2L, 9L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"version\":2,\"id\":2}\n", "{\"version\":2,\"id\":2,\"crc32\":\"00000000\"}\n",
        "{\"version\":2}"})
    void aNewerLineIsNeverCutOff(String line) {
        byte[] newer = line.getBytes(StandardCharsets.UTF_8);
        write(FIRST, newer);

        assertThat(refusal().kind()).isEqualTo(Kind.NEWER_VERSION);
        assertThat(content()).isEqualTo(joined(FIRST, newer));

        write(newer, new byte[] {'\n'}, FIRST);
        assertThat(refusal().kind()).isEqualTo(Kind.NEWER_VERSION);
    }

    @Test
    void aFileThatCannotBeReadIsNotTakenForMissing() throws IOException {
        Files.createDirectory(file);

        GapJournalException refused =
                catchThrowableOfType(GapJournalException.class, () -> new FileGapJournal(folder).open());

        assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(refused).hasMessageContaining("Nothing moves without it").hasCauseInstanceOf(IOException.class);
    }

    private void write(byte[]... parts) {
        disk.with(file, joined(parts));
    }

    private byte[] content() {
        return disk.contentOf(file).orElseThrow();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private GapJournal open() {
        GapJournal journal = new FileGapJournal(folder, disk);
        journal.open();
        return journal;
    }

    private String warning() {
        return new FileGapJournal(folder, disk).open().orElse("");
    }

    private List<Gap> entries() {
        GapJournal journal = new FileGapJournal(folder, disk);
        assertThat(journal.open()).as("said once").isEmpty();
        return journal.entries();
    }

    private GapJournalException refusal() {
        GapJournalException refused =
                catchThrowableOfType(GapJournalException.class, () -> new FileGapJournal(folder, disk).open());
        assertThat(refused).isNotNull();
        return refused;
    }
}
