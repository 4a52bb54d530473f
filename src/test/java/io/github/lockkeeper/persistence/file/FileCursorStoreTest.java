package io.github.lockkeeper.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.persistence.CursorStoreContract;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCursorStoreTest extends CursorStoreContract {
    @TempDir
    private Path dataDir;

    @Override
    protected CursorStore open() {
        return new FileCursorStore(destination());
    }

    private Path destination() {
        return dataDir.resolve("conf").resolve("example");
    }

    @Test
    void aLookMakesNoFolder() {
        assertThat(open().load()).isEmpty();
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void writesTheFilesOfTheDesignAndLeavesNoOthers() throws IOException {
        try (CursorStore store = open(); CursorClaim claim = store.claim()) {
            GroupCursor first = CursorRecords.advanced(claim.record(), 1);
            claim.save(first);
            claim.save(CursorRecords.advanced(first, 2));

            assertThat(destination().resolve("group-cursor.json"))
                    .hasBinaryContent(GroupCursorJson.write(CursorRecords.advanced(first, 2)));
            assertThat(destination().resolve("group-cursor.previous.json"))
                    .hasBinaryContent(GroupCursorJson.write(first));
        }
        try (Stream<Path> files = Files.list(destination())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("group-cursor.json", "group-cursor.previous.json", "group.lock");
        }
    }

    @Test
    void saysWhichFileItIs() {
        assertThat(open().description()).isEqualTo(destination().resolve("group-cursor.json").toString());
    }

    @Test
    void savesOnAThreadThatIsBeingStopped() {
        try (CursorStore store = open()) {
            Thread.currentThread().interrupt();
            CursorClaim claim = store.claim();
            assertThatCode(() -> claim.save(CursorRecords.advanced(claim.record(), 1))).doesNotThrowAnyException();
            assertThat(open().load()).contains(claim.record());
            assertThat(Thread.currentThread().isInterrupted()).as("the interrupt is kept").isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void twoNamesOfAFolderAreOneDestination() throws IOException {
        try (CursorStore store = open(); CursorClaim claim = store.claim()) {
            Path alias = Files.createSymbolicLink(dataDir.resolve("alias"), destination());

            assertThat(new FileCursorStore(alias).load()).contains(claim.record());
            assertThatCode(() -> new FileCursorStore(alias).claim()).hasMessageContaining("another instance");
        }
    }
}
