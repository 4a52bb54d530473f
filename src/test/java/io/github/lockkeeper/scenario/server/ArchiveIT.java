package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.host.StockTemplate;
import io.github.lockkeeper.testkit.load.Load;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.ManagedProcess;
import io.github.lockkeeper.testkit.process.TextFiles;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.CanalConsumer;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The release archive: what is in it, and what happens to a Canal that already runs. */
class ArchiveIT extends ServerScenario {

    private static final String OURS = "io/github/lockkeeper/";
    private static final String SHADED = OURS + "shaded/";
    private static final String COMMAND = "bin/lockkeeper";
    private static final int JAVA_8 = 52;
    private static final Set<String> DOCUMENTS = Set.of("README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE",
            "instance.properties.example", "lockkeeper-instance.xml");

    private CanalHome home;
    private Load keptLoad;
    private Load switchedLoad;
    private CanalConsumer keptClient;
    private CanalConsumer switchedClient;

    @Test
    @DisplayName("unpacked over a running stock Canal: what is not switched stays as it is, what is switched goes on")
    void besideStock() {
        startStock();
        String stockTemplate = TextFiles.text(home.conf().resolve("spring/stock-instance.xml"));
        writeAndHold(keptLoad, keptClient);
        writeAndHold(switchedLoad, switchedClient);
        awaitThat("stock's own cursors", () -> cursorOfStock("example") && cursorOfStock(DESTINATION));

        canal.stop();
        home.unpack(KitPaths.archive())
                .set("canal.instance." + DESTINATION + ".spring.xml", "classpath:spring/lockkeeper-instance.xml");
        keptLoad.start(LoadPlan.calm(50)).awaitEnd(BOUND);
        canal.restart();
        awaitThat("a cursor of ours", () -> record(home).map(record -> record.sources().size()).orElse(0) == 1);
        writeAndHold(keptLoad, keptClient);
        writeAndHold(switchedLoad, switchedClient);

        CommandProcess positions = CommandProcess.run(home.dir().resolve(COMMAND), "positions");
        assertThat(positions.err()).isEmpty();
        assertThat(positions.out()).startsWith("destination " + DESTINATION + ", " + recordFile(home))
                .contains(record(home).orElseThrow().sources().keySet().iterator().next().value());
        assertThat(CommandProcess.run(home.dir().resolve(COMMAND), "gaps").out()).contains("ADOPTED");

        Oracle.verify(keptLoad, keptClient, BOUND);
        Oracle.verify(switchedLoad, switchedClient, BOUND);
        assertThat(TextFiles.text(home.conf().resolve("spring/stock-instance.xml"))).isEqualTo(stockTemplate);
        assertThat(home.conf().resolve("example")).isDirectoryContaining("glob:**/meta.dat")
                .isDirectoryNotContaining("glob:**/group*");
        assertThat(canal.log("example")).contains("find start position").doesNotContain("lockkeeper");
        assertThat(canal.log(DESTINATION)).contains("io.github.lockkeeper");
    }

    /** Two destinations with a source each, both on the host's own template. */
    private void startStock() {
        MySqlServer kept = started(MySqlServer.of(ServerVersion.V57));
        MySqlServer switched = started(MySqlServer.of(ServerVersion.V80).gtid());
        keptLoad = opened(Load.prepare(Map.of("kept", kept)));
        switchedLoad = opened(Load.prepare(Map.of("switched", switched)));
        home = CanalHome.create().useStock(StockTemplate.single(StockTemplate.Cursor.FILE))
                .destination("example", single(kept)).destination(DESTINATION, single(switched));
        canal = opened(CanalServer.start(home));
        awaitThat("stock to stream both", () -> starts("example") == 1 && starts(DESTINATION) == 1);
        // After its restart stock may begin with the END of the last transaction.
        keptClient = client("example", ConsumerOptions.plain().withoutTransactionCheck());
        switchedClient = client(DESTINATION, ConsumerOptions.plain());
    }

    @Test
    @DisplayName("the archive holds the jar, its command and its documents, no folder, and nothing that Canal would start")
    void contents() {
        List<String> entries = listing("-tzf");
        assertThat(entries).doesNotHaveDuplicates()
                .contains("lib/" + KitPaths.pluginJar().getFileName(), "docs/lockkeeper/lockkeeper-instance.xml");
        assertThat(entries.stream().filter(entry -> entry.startsWith("bin/"))).containsExactly(COMMAND);
        assertThat(entries.stream().filter(entry -> !entry.startsWith("lib/") && !entry.startsWith("bin/")))
                .isSubsetOf(DOCUMENTS.stream().map(name -> "docs/lockkeeper/" + name).toList())
                .containsAll(DOCUMENTS.stream().filter(ArchiveIT::isInTheRepository)
                        .map(name -> "docs/lockkeeper/" + name).toList());
        assertThat(entries.stream().filter(entry -> entry.startsWith("lib/"))).hasSize(1);
        assertThat(listing("--numeric-owner", "-tvzf")).as("whoever built it owns nothing").allMatch(
                line -> line.startsWith((line.endsWith(" " + COMMAND) ? "-rwxr-xr-x" : "-rw-r--r--") + " 0/0 "));
    }

    private static List<String> listing(String... options) {
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(options));
        command.add(KitPaths.archive().toString());
        Path output = KitPaths.newWorkDir("archive").resolve("listing");
        ManagedProcess.run(new ProcessBuilder(command), output, Duration.ofMinutes(1));
        return TextFiles.text(output).lines().toList();
    }

    @Test
    @DisplayName("the jar shadows nothing of the host, and is Java 8 bytecode")
    void jar() throws IOException {
        try (JarFile jar = new JarFile(KitPaths.pluginJar().toFile())) {
            List<JarEntry> entries = jar.stream().filter(entry -> !entry.isDirectory())
                    .filter(entry -> !entry.getName().startsWith("META-INF/")).toList();
            assertThat(entries).extracting(JarEntry::getName)
                    .filteredOn(name -> !name.startsWith(OURS)).containsExactly("spring/lockkeeper-instance.xml");
            assertThat(entries).extracting(JarEntry::getName).doesNotContainAnyElementsOf(entriesOfTheHosts());
            for (JarEntry entry : entries) {
                if (entry.getName().endsWith(".class")) {
                    assertThat(classVersion(jar, entry)).as(entry.getName()).isLessThanOrEqualTo(JAVA_8);
                }
            }
        }
    }

    @Test
    @DisplayName("the jar says whose software is inside it, under which licence")
    void attribution() throws IOException {
        try (JarFile jar = new JarFile(KitPaths.pluginJar().toFile())) {
            Set<String> names = jar.stream().map(JarEntry::getName).collect(Collectors.toSet());
            assertThat(names.stream().filter(name -> name.matches("META-INF/[^/]+"))).containsExactlyInAnyOrder(
                    "META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE", "META-INF/thirdparty-LICENSE",
                    "META-INF/FastDoubleParser-NOTICE");
            assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")))
                    .contains("Apache License", "Version 2.0");
            Set<String> inside = names.stream().filter(name -> name.matches(SHADED + "[^/]+/.+"))
                    .map(name -> name.substring(SHADED.length()).split("/")[0]).collect(Collectors.toSet());
            assertThat(inside).containsExactlyInAnyOrder("jackson", "picocli", "curator", "zookeeper",
                    "jute", "commonsio", "yetus");
            assertThat(text(jar, "META-INF/NOTICE")).contains("Jackson JSON processor", "Tatu Saloranta", "picocli",
                    "Remko Popma", "FastDoubleParser", "Werner Randelshofer", "Apache Curator", "Guava", "Apache ZooKeeper",
                    "Apache Commons IO", "Apache Yetus");
            assertThat(text(jar, "META-INF/thirdparty-LICENSE")).contains("fast_float", "bigint");
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> single(MySqlServer server) {
        return Map.of("canal.instance.master.address", server.address(), "canal.instance.dbUsername", "canal",
                "canal.instance.dbPassword", "canal", "canal.instance.filter.black.regex", ".*\\.filtered_.*");
    }

    private CanalConsumer client(String destination, ConsumerOptions options) {
        return opened(CanalConsumer.start(canal.address(), destination, options));
    }

    private void writeAndHold(Load writer, CanalConsumer reader) {
        writer.start(LoadPlan.calm(100)).awaitEnd(BOUND);
        assertThat(Oracle.awaitComplete(writer, reader, BOUND)).as("all rows held").isTrue();
    }

    private int starts(String destination) {
        return canal.log(destination).split("find start position successfully", -1).length - 1;
    }

    private boolean cursorOfStock(String destination) {
        return TextFiles.text(home.conf().resolve(destination).resolve("meta.dat")).contains("journalName");
    }

    /** The tests run in the repository's top folder. */
    private static boolean isInTheRepository(String name) {
        return Files.exists(Path.of(name)) || Files.exists(Path.of("conf/lockkeeper", name));
    }

    private static Set<String> entriesOfTheHosts() throws IOException {
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(KitPaths.hosts())) {
            Set<String> all = new HashSet<>();
            for (Path version : versions) {
                try (DirectoryStream<Path> jars = Files.newDirectoryStream(version.resolve("lib"), "*.jar")) {
                    for (Path path : jars) {
                        all.addAll(entries(path));
                    }
                }
            }
            return all;
        }
    }

    private static Set<String> entries(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream().map(JarEntry::getName).collect(Collectors.toSet());
        }
    }

    private static int classVersion(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream bytes = new DataInputStream(jar.getInputStream(entry))) {
            bytes.readInt();
            bytes.readUnsignedShort();
            return bytes.readUnsignedShort();
        }
    }
}
