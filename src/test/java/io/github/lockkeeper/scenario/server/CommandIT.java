package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.persistence.file.FileCursorStore;
import io.github.lockkeeper.persistence.file.FileGapJournal;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.persistence.json.ShownJson;
import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.ManagedProcess;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code bin/lockkeeper} out of the archive, in a home that has nothing else in its lib and a blank in its name. */
class CommandIT {
    private static final Path SPRING = Path.of("src/main/resources/spring/lockkeeper-instance.xml");

    private Path home;
    private Path script;

    @BeforeEach
    void unpack() throws IOException {
        home = Files.createDirectories(KitPaths.newWorkDir("canal").resolve("a home"));
        ManagedProcess.run(new ProcessBuilder("tar", "-xzf", KitPaths.archive().toString(), "-C", home.toString()),
                home.resolve("unpack.log"), Duration.ofMinutes(1));
        script = home.resolve("bin/lockkeeper");
    }

    @Test
    @DisplayName("positions, while another process owns the destination")
    void positions() {
        try (FileCursorStore store = new FileCursorStore(home.resolve("conf/example")); CursorClaim claim = store.claim()) {
            claim.save(CursorRecords.advanced(claim.record(), 3));

            CommandProcess table = CommandProcess.run(script, "positions");
            CommandProcess json = CommandProcess.run(script, "positions", "example", "--json");

            assertThat(table.exitCode()).isZero();
            assertThat(table.err()).isEmpty();
            assertThat(table.out()).contains("destination example, " + store.description(), "mysql-bin.000123:4003");
            assertThat(json.out())
                    .isEqualTo(new String(GroupCursorJson.write(claim.record()), StandardCharsets.UTF_8));
        }
    }

    @Test
    @DisplayName("gaps, where canal.properties says that the data is")
    void gaps() {
        TextFiles.write(home.resolve("conf/canal.properties"), "canal.file.data.dir = ../my data\n");
        Gap entry;
        try (FileGapJournal journal = new FileGapJournal(home.resolve("my data/example"))) {
            journal.open();
            entry = journal.append(GapSamples.ORDERS, GapSamples.full());
        }

        CommandProcess table = CommandProcess.run(script, "gaps");

        assertThat(table.exitCode()).isZero();
        assertThat(table.err()).isEmpty();
        assertThat(table.out()).contains("BOUNDED", "UNCONFIRMED", "mysql-bin.000123:4567");
        assertThat(CommandProcess.run(script, "gaps", "--id", "1").out()).contains("Could not find first log file name");
        assertThat(CommandProcess.run(script, "gaps", "example", "--json").out()).isEqualTo(ShownJson.of(List.of(entry)));
    }

    @Test
    @DisplayName("template, to the place where Canal looks for it; in any locale it is the jar's, byte for byte")
    void template() throws IOException {
        CommandProcess printed = CommandProcess.run(home, Map.of("LC_ALL", "C"), script.toString(), "template");
        Path copy = home.resolve("conf/spring/lockkeeper-instance.xml");
        Files.createDirectories(copy.getParent());
        CommandProcess written = CommandProcess.run(
                home, Map.of(), "bin/lockkeeper", "template", "--out", "conf/spring/lockkeeper-instance.xml");

        assertThat(printed).isEqualTo(new CommandProcess(0, Files.readString(SPRING), ""));
        assertThat(written.exitCode()).isZero();
        assertThat(copy).hasSameBinaryContentAs(SPRING);
        assertThat(CommandProcess.run(script, "template", "--out", copy.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("it finds its home from any folder, and through symbolic links of either kind")
    void calledFromAnywhere() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolveSibling("else where/bin"));
        Path absolute = Files.createSymbolicLink(elsewhere.resolve("lockkeeper"), script);
        Path relative = Files.createSymbolicLink(elsewhere.resolve("lk"), Path.of("lockkeeper"));
        Path upwards = Files.createSymbolicLink(elsewhere.resolve("up"), Path.of("../../a home/bin/lockkeeper"));
        Path folder = Files.createSymbolicLink(home.resolveSibling("linked"), elsewhere);

        for (Path called : List.of(script, absolute, relative, upwards, folder.resolve("lk"), folder.resolve("up"))) {
            assertFindsItsHome(CommandProcess.run(called, "positions"));
        }
        String path = elsewhere + ":" + System.getenv("PATH");
        assertFindsItsHome(CommandProcess.run(Path.of("/"), Map.of("PATH", path), "sh", "-c", "lk positions"));
        assertFindsItsHome(CommandProcess.run(home.resolve("bin"), Map.of(), "sh", "lockkeeper", "positions"));
        assertFindsItsHome(CommandProcess.run(home, Map.of("CDPATH", "/tmp:/"), "bin/lockkeeper", "positions"));
    }

    private void assertFindsItsHome(CommandProcess run) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("No destination below " + home.resolve("conf") + " has");
    }

    @Test
    @DisplayName("it uses the java of JAVA_HOME, else that of the PATH, and says when there is none")
    void java() throws IOException {
        Path tools = Files.createDirectories(home.resolve("tools"));
        String java = Path.of(System.getProperty("java.home")).toString();
        assertThat(version(Map.of("JAVA_HOME", java, "PATH", tools.toString())).out()).startsWith("Lockkeeper ");

        assertThat(version(Map.of("JAVA_HOME", "", "PATH", tools.toString())).err())
                .hasLineCount(1).contains("there is no java in the PATH");
        assertThat(version(Map.of("JAVA_HOME", tools.toString(), "PATH", System.getenv("PATH"))).err())
                .hasLineCount(1).contains("JAVA_HOME is " + tools);

        Files.createSymbolicLink(tools.resolve("java"), Path.of(java, "bin/java"));
        assertThat(version(Map.of("JAVA_HOME", "", "PATH", tools.toString())).out()).startsWith("Lockkeeper ");
    }

    private CommandProcess version(Map<String, String> environment) {
        return CommandProcess.run(home, environment, script.toString(), "--version");
    }

    @Test
    @DisplayName("without the jar, or with that of an older version beside it, it says what to do")
    void jar() throws IOException {
        Path older = Files.createFile(home.resolve("lib/canal-lockkeeper-0.0.9.jar"));
        CommandProcess several = CommandProcess.run(script, "--version");
        assertThat(several.exitCode()).isEqualTo(1);
        assertThat(several.err()).hasLineCount(1).contains("several jars", older.getFileName().toString());

        Files.delete(older);
        Files.delete(home.resolve("lib").resolve(KitPaths.pluginJar().getFileName()));
        CommandProcess none = CommandProcess.run(script, "--version");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).hasLineCount(1).contains("no canal-lockkeeper-<version>.jar in " + home.resolve("lib"));
    }

    @Test
    @DisplayName("ZooKeeper asks for the logger that every Canal has in its lib; without it the command says so")
    void withoutLogger() {
        TextFiles.write(home.resolve("conf/canal.properties"), "canal.zkServers = 127.0.0.1:1\n");

        CommandProcess run = CommandProcess.run(script, "positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1)
                .contains("ZooKeeper 127.0.0.1:1 cannot be read: its client needs slf4j-api-<version>.jar and netty-all-<version>.jar");
    }

    @Test
    @DisplayName("a reader that has had enough is no error; a full disk is")
    void output() {
        CommandProcess head = CommandProcess.run(home, Map.of(), "sh", "-c", "bin/lockkeeper template | head -n 1");
        assertThat(head).isEqualTo(new CommandProcess(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""));

        CommandProcess full = CommandProcess.run(home, Map.of(), "sh", "-c", "bin/lockkeeper template > /dev/full");
        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.err()).hasLineCount(1).contains("does not take the whole answer");
    }
}
