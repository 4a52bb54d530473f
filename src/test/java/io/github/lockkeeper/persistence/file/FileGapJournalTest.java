package io.github.lockkeeper.persistence.file;

import static io.github.lockkeeper.gap.GapSamples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.GapJournalContract;
import io.github.lockkeeper.persistence.json.GapJson;
import io.github.lockkeeper.position.SourceName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileGapJournalTest extends GapJournalContract {
    private static final int MANY = 10_000;

    @TempDir
    private Path dataDir;

    @Override
    protected GapJournal create() {
        return new FileGapJournal(destination());
    }

    private Path destination() {
        return dataDir.resolve("conf").resolve("example");
    }

    private Path file() {
        return destination().resolve("group-gaps.jsonl");
    }

    private GapJournal open() {
        GapJournal journal = create();
        assertThat(journal.open()).isEmpty();
        return journal;
    }

    @Test
    void anEmptyJournalIsNoFile() {
        open().close();

        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void aLineForEachStateInTheFileOfTheDesignAndNoOtherFile() throws IOException {
        try (GapJournal journal = open()) {
            Gap entry = journal.append(ORDERS, GapSamples.full());
            byte[] first = GapJson.writeLine(entry);
            assertThat(file()).hasBinaryContent(first);

            journal.amend(entry.confirmed());
            assertThat(file()).hasBinaryContent(joined(first, GapJson.writeLine(entry.confirmed())));
        }
        try (Stream<Path> files = Files.list(destination())) {
            assertThat(files).containsExactly(file());
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void whatIsWrittenAlreadyIsNotWrittenAgain() throws IOException {
        try (GapJournal journal = open()) {
            Gap entry = journal.append(ORDERS, GapSamples.full());
            byte[] before = Files.readAllBytes(file());

            journal.amend(entry.revised(entry.decision()));

            assertThat(file()).hasBinaryContent(before);
        }
    }

    @Test
    void openingChangesNothing() throws IOException {
        try (GapJournal journal = open()) {
            journal.amend(journal.append(ORDERS, GapSamples.full()).confirmed());
        }
        byte[] before = Files.readAllBytes(file());
        open().close();

        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void anEmptyFileIsAnEmptyJournal() throws IOException {
        Files.createDirectories(destination());
        Files.createFile(file());

        assertThat(open().entries()).isEmpty();
    }

    @Test
    void saysWhichFileItIs() {
        assertThat(create().description()).isEqualTo(file().toString());
    }

    @Test
    void worksOnAThreadThatIsBeingStopped() {
        try (GapJournal journal = create()) {
            Thread.currentThread().interrupt();
            journal.open();
            assertThatCode(() -> journal.append(ORDERS, GapSamples.full())).doesNotThrowAnyException();
            assertThatCode(() -> journal.amend(journal.entries().get(0).confirmed())).doesNotThrowAnyException();
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            assertThat(open().entries()).isEqualTo(journal.entries());
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void tenThousandEntriesAreReadAndGoOn() throws IOException {
        Files.createDirectories(destination());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int id = 1; id <= MANY; id++) {
            Gap entry = Gap.of(id, SourceName.of("s" + id % 4), GapSamples.full());
            lines.writeBytes(GapJson.writeLine(entry));
            lines.writeBytes(GapJson.writeLine(entry.revised(GapSamples.decision(GapKind.GAP, id)).confirmed()));
        }
        Files.write(file(), lines.toByteArray());

        try (GapJournal journal = open()) {
            assertThat(journal.entries()).hasSize(MANY);
            assertThat(journal.append(ORDERS, GapSamples.full()).id()).isEqualTo(MANY + 1);
        }
    }
}
