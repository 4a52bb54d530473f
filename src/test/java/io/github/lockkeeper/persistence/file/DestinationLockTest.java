package io.github.lockkeeper.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DestinationLockTest {
    @TempDir
    private Path folder;

    @Test
    void anotherProcessIsRefusedByNameUntilItEndsHoweverItEnds() throws Exception {
        Process holder = startHolder();
        try (CursorStore store = new FileCursorStore(folder)) {
            assertThat(firstLineOf(holder)).isEqualTo("CLAIMED");

            CursorStoreException refused = refusal(store);

            assertThat(refused.kind()).isEqualTo(Kind.LOCKED);
            assertThat(refused.place()).isEqualTo(folder.resolve("group.lock").toString());
            assertThat(refused).hasMessageContainingAll("process '" + holder.pid() + "@", "Stop that process");
            assertThat(store.load()).as("a look is not refused").isPresent();

            holder.destroyForcibly();
            assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(store.claim().record().epoch()).isEqualTo(2);
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void aRefusalWithinTheProcessDoesNotOpenTheDoorToOthers() throws Exception {
        try (CursorStore store = new FileCursorStore(folder); CursorStore second = new FileCursorStore(folder)) {
            store.claim();

            CursorStoreException refused = refusal(second);

            assertThat(refused.kind()).isEqualTo(Kind.LOCKED);
            assertThat(refused).hasMessageContaining("another instance of this process");
            assertThat(outcomeInAnotherProcess()).isEqualTo("LOCKED");
        }
        assertThat(outcomeInAnotherProcess()).isEqualTo("CLAIMED");
    }

    @Test
    void aLockHeldThroughAnotherClassLoaderIsRespectedAndNotGivenUp() throws Exception {
        Path lock = folder.resolve("group.lock");
        try (CursorStore store = new FileCursorStore(folder)) {
            try (FileChannel elsewhere =
                    FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                elsewhere.lock();
                assertThat(refusal(store).kind()).isEqualTo(Kind.LOCKED);
                assertThat(refusal(store).kind()).as("again").isEqualTo(Kind.LOCKED);
                assertThat(outcomeInAnotherProcess()).isEqualTo("LOCKED");
            }
            store.claim();
            assertThat(outcomeInAnotherProcess()).isEqualTo("LOCKED");
        }
    }

    @Test
    void aLockFileThatCannotBeMadeIsUnavailable() throws IOException {
        Files.createDirectory(folder.resolve("group.lock"));

        try (CursorStore store = new FileCursorStore(folder)) {
            assertThat(refusal(store).kind()).isEqualTo(Kind.UNAVAILABLE);
            Files.delete(folder.resolve("group.lock"));
            assertThat(store.claim().record().epoch()).as("nothing is held after a failure").isEqualTo(1);
        }
    }

    @Test
    void aLongerNameOfAnEarlierHolderLeavesNoTrace() throws IOException {
        Path lock = Files.writeString(folder.resolve("group.lock"), "9".repeat(500));

        try (CursorStore store = new FileCursorStore(folder)) {
            store.claim();
            assertThat(lock).content().startsWith(ProcessHandle.current().pid() + "@").doesNotContain("99999999");
        }
        assertThat(lock).as("never removed: a lock on a removed file would exclude nobody").exists();
    }

    private String outcomeInAnotherProcess() throws Exception {
        Process other = startHolder();
        try {
            return firstLineOf(other);
        } finally {
            other.getOutputStream().close();
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process startHolder() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), LockHolderMain.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String firstLineOf(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        return output.readLine();
    }

    private static CursorStoreException refusal(CursorStore store) {
        CursorStoreException refused = catchThrowableOfType(CursorStoreException.class, store::claim);
        assertThat(refused).isNotNull();
        return refused;
    }
}
