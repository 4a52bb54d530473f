package io.github.lockkeeper.persistence.file;

import static io.github.lockkeeper.gap.GapSamples.ORDERS;
import static io.github.lockkeeper.gap.GapSamples.TRADES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapReading;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.persistence.json.GapJson;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever only looks sees what the next start would see, and changes nothing. */
class FileReadersTest {
    private static final GroupCursor OLD = CursorRecords.advanced(GroupCursor.empty().withEpoch(6), 1);
    private static final GroupCursor NEW = CursorRecords.advanced(GroupCursor.empty().withEpoch(7), 2);
    private static final Gap ONE = Gap.of(1, ORDERS, GapSamples.full());
    private static final Gap TWO = Gap.of(2, TRADES, GapSamples.bare());

    @TempDir
    private Path folder;

    @Test
    @DisplayName("a folder that is missing or empty has neither a record nor a journal, and is not made")
    void nothing() {
        Path missing = folder.resolve("missing");

        for (Path place : new Path[] {missing, folder}) {
            assertThat(FileCursorReader.read(place)).isEmpty();
            assertThat(FileGapReader.read(place)).isEmpty();
        }
        assertThat(missing).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("the record is read while a claim holds the folder")
    void recordOfARunningDestination() {
        try (FileCursorStore store = new FileCursorStore(folder); CursorClaim claim = store.claim()) {
            claim.save(CursorRecords.advanced(claim.record(), 3));

            CursorReading reading = FileCursorReader.read(folder).orElseThrow();

            assertThat(reading.record()).isEqualTo(claim.record());
            assertThat(reading.place()).isEqualTo(store.description());
            assertThat(reading.warning()).isEmpty();
        }
    }

    @Test
    @DisplayName("of a damaged record the previous one is shown with a warning, and both files stay as they are")
    void damagedRecord() throws IOException {
        Path previous = Files.write(folder.resolve("group-cursor.previous.json"), GroupCursorJson.write(OLD));
        Path current = Files.write(folder.resolve("group-cursor.json"), Arrays.copyOf(GroupCursorJson.write(NEW), 99));
        Map<String, String> before = contents();

        CursorReading reading = FileCursorReader.read(folder).orElseThrow();

        assertThat(reading.record()).isEqualTo(OLD);
        assertThat(reading.place()).isEqualTo(previous.toString());
        assertThat(reading.warning().orElseThrow()).contains(current + " is not valid JSON", "older");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    @DisplayName("a record that no start would use is refused")
    void unusableRecord() throws IOException {
        Files.writeString(folder.resolve("group-cursor.json"), "{\"version\":2,\"epoch\":1,\"sources\":{}}");
        assertThat(catchThrowableOfType(CursorStoreException.class, () -> FileCursorReader.read(folder)).kind())
                .isEqualTo(CursorStoreException.Kind.NEWER_VERSION);

        Files.writeString(folder.resolve("group-cursor.json"), "torn");
        assertThat(catchThrowableOfType(CursorStoreException.class, () -> FileCursorReader.read(folder)).kind())
                .isEqualTo(CursorStoreException.Kind.DAMAGED);
    }

    @Test
    @DisplayName("the journal shows the last state of each entry")
    void journal() throws IOException {
        Path file = write(GapJson.writeLine(ONE), GapJson.writeLine(TWO), GapJson.writeLine(ONE.confirmed()));

        GapReading reading = FileGapReader.read(folder).orElseThrow();

        assertThat(reading.entries()).containsExactly(ONE.confirmed(), TWO);
        assertThat(reading.place()).isEqualTo(file.toString());
        assertThat(reading.remark()).isEmpty();
    }

    @Test
    @DisplayName("a last line torn anywhere is told and left as it is")
    void tornLine() throws IOException {
        byte[] last = GapJson.writeLine(TWO);
        for (int length = 1; length < last.length - 1; length++) {
            write(GapJson.writeLine(ONE), Arrays.copyOf(last, length));
            Map<String, String> before = contents();

            GapReading reading = FileGapReader.read(folder).orElseThrow();

            assertThat(reading.entries()).as("torn at %d", length).containsExactly(ONE);
            assertThat(reading.remark().orElseThrow()).as("torn at %d", length).contains("line 2 is not whole");
            assertThat(contents()).as("torn at %d", length).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("a last line that only lacks its end is an entry like any other, and gets no end")
    void lineWithoutItsEnd() throws IOException {
        byte[] line = GapJson.writeLine(ONE);
        Path file = write(Arrays.copyOf(line, line.length - 1));

        GapReading reading = FileGapReader.read(folder).orElseThrow();

        assertThat(reading.entries()).containsExactly(ONE);
        assertThat(reading.remark()).isEmpty();
        assertThat(file).hasSize(line.length - 1);
    }

    @Test
    @DisplayName("a journal that no start would use is refused, and so is one that cannot be read")
    void unusableJournal() throws IOException {
        write(new byte[] {'{', '}', '\n'}, GapJson.writeLine(ONE));
        assertThat(catchThrowableOfType(GapJournalException.class, () -> FileGapReader.read(folder)).kind())
                .isEqualTo(GapJournalException.Kind.DAMAGED);

        Path other = Files.createDirectories(folder.resolve("other/group-gaps.jsonl")).getParent();
        assertThat(catchThrowableOfType(GapJournalException.class, () -> FileGapReader.read(other)).kind())
                .isEqualTo(GapJournalException.Kind.UNAVAILABLE);
    }

    private Path write(byte[]... parts) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Stream.of(parts).forEach(content::writeBytes);
        return Files.write(folder.resolve("group-gaps.jsonl"), content.toByteArray());
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
