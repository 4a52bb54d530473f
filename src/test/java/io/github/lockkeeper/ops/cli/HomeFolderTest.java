package io.github.lockkeeper.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lockkeeper.config.CursorStoreMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the data of a destination is found, from the property files alone. */
class HomeFolderTest {
    @TempDir
    private Path dir;
    private final Map<String, String> environment = new HashMap<>();

    private HomeFolder home() {
        return HomeFolder.at(dir.resolve("home"), environment::get);
    }

    private void write(String file, String... lines) throws IOException {
        Path path = dir.resolve("home").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }

    @Test
    void withoutAWordItIsConf() {
        assertThat(home().settingsOf("example").dataDir()).isEqualTo(dir.resolve("home/conf"));
        assertThat(home().settings().store()).isEqualTo(CursorStoreMode.FILE);
        assertThat(home().configured()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "${canal.conf.dir}, home/conf", "../data, home/data", "data, home/bin/data", "'../data  ', home/data",
        "${no.such.key:../other}, home/other", "${no.such.key:${canal.conf.dir}}/x, home/conf/x",
        "../${canal.id}/${canal.id}, home/7/7"})
    void asCanalsOwnFileSays(String value, String expected) throws IOException {
        write("conf/canal.properties", "canal.conf.dir = ../conf", "canal.id=7", "canal.file.data.dir = " + value);

        assertThat(home().settings().dataDir()).isEqualTo(dir.resolve(expected));
        assertThat(home().settingsOf("example").dataDir()).isEqualTo(dir.resolve(expected));
    }

    @Test
    void anAbsolutePathIsTakenAsItIs() throws IOException {
        write("conf/canal.properties", "canal.file.data.dir = /data/canal");

        assertThat(home().settingsOf("example").dataDir()).isEqualTo(Path.of("/data/canal"));
    }

    @Test
    void aDestinationsOwnFileWins() throws IOException {
        write("conf/canal.properties", "canal.file.data.dir = ../data");
        write("conf/example/instance.properties", "canal.file.data.dir=/own/${canal.instance.destination}");

        assertThat(home().settingsOf("example").dataDir()).isEqualTo(Path.of("/own/example"));
        assertThat(home().settingsOf("other").dataDir()).isEqualTo(dir.resolve("home/data"));
    }

    @Test
    void theEnvironmentComesBeforeTheFiles() throws IOException {
        write("conf/canal.properties", "canal.id=7", "canal.zkServers = zk${canal.id}:2181",
                "canal.file.data.dir = ../data");
        environment.put("canal.file.data.dir", "/data");
        environment.put("canal.id", "8");

        assertThat(home().settings().dataDir()).isEqualTo(Path.of("/data"));
        assertThat(home().settings().zooKeeper().servers()).isEqualTo("zk8:2181");
    }

    @Test
    void configuredIsWhatHasAFileOfItsOwn() throws IOException {
        write("conf/configured/instance.properties", "");
        write("conf/spring/some.xml", "");

        assertThat(home().configured()).containsExactly("configured");
    }

    @ParameterizedTest
    @CsvSource({
        ", , FILE", "'', '', FILE", ", auto, FILE", "zk:2181, , ZOOKEEPER", "zk:2181, auto, ZOOKEEPER",
        "zk:2181, file, FILE", "zk:2181, memory, MEMORY", ", memory, MEMORY", ", zookeeper, ZOOKEEPER"})
    void theStoreIsThatOfTheServer(String servers, String store, CursorStoreMode expected) throws IOException {
        write("conf/canal.properties", servers == null ? "" : "canal.zkServers = " + servers,
                store == null ? "" : "canal.instance.group.cursor.store = " + store);

        assertThat(home().settings().store()).isEqualTo(expected);
        assertThat(home().settingsOf("example").store()).isEqualTo(expected);
    }

    @Test
    void aDestinationsOwnFileChoosesItsStore() throws IOException {
        write("conf/canal.properties", "canal.zkServers = zk:2181", "canal.instance.group.zookeeper.auth = digest:a:b");
        write("conf/local/instance.properties", "canal.instance.group.cursor.store = file");
        write("conf/other/instance.properties", "canal.zkServers = other:2181");

        assertThat(home().settingsOf("local").store()).isEqualTo(CursorStoreMode.FILE);
        assertThat(home().settingsOf("other").zooKeeper()).isEqualTo(new ZooKeeperAccess("other:2181", "digest:a:b"))
                .asString().doesNotContain("digest");
        assertThat(home().settingsOf("third").zooKeeper()).isEqualTo(new ZooKeeperAccess("zk:2181", "digest:a:b"));
    }

    @Test
    void aStoreInZooKeeperNeedsServersAndCredentialsThatCanBeUsed() throws IOException {
        write("conf/canal.properties", "canal.instance.group.cursor.store = zookeeper");
        assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> home().settings().zooKeeper())
                .withMessageContaining("canal.zkServers is not set").withMessageContaining("--zookeeper");

        write("conf/canal.properties", "canal.zkServers = zk", "canal.instance.group.zookeeper.auth = hunter2");
        assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> home().settings().zooKeeper())
                .withMessageContaining("zookeeper.auth is not scheme:credentials")
                .withMessageNotContaining("hunter2").withMessageContaining("--zookeeper-auth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${no.such.key}", "${canal.file.data.dir}", "${a}", "\\u12"})
    void whatTheFilesDoNotTellIsAskedFor(String value) throws IOException {
        write("conf/canal.properties", "a = ${b}", "b = ${a}", "canal.file.data.dir = " + value);

        assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> home().settingsOf("example").dataDir())
                .withMessageContaining("--data-dir").withMessageContaining("--zookeeper");
    }
}
