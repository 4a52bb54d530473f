package io.github.lockkeeper.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the data of a destination is found, from the property files alone. */
class HomeFolderTest {
    @TempDir
    private Path dir;

    private HomeFolder home() {
        return HomeFolder.at(dir.resolve("home"));
    }

    private void write(String file, String... lines) throws IOException {
        Path path = dir.resolve("home").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }

    @Test
    void withoutAWordItIsConf() {
        assertThat(home().folderOf("example")).isEqualTo(dir.resolve("home/conf/example"));
        assertThat(home().candidates()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "${canal.conf.dir}, home/conf", "../data, home/data", "data, home/bin/data", "'../data  ', home/data",
        "${no.such.key:../other}, home/other", "${no.such.key:${canal.conf.dir}}/x, home/conf/x",
        "../${canal.id}/${canal.id}, home/7/7"})
    void asCanalsOwnFileSays(String value, String expected) throws IOException {
        write("conf/canal.properties", "canal.conf.dir = ../conf", "canal.id=7", "canal.file.data.dir = " + value);

        assertThat(home().dataDir()).isEqualTo(dir.resolve(expected));
        assertThat(home().folderOf("example")).isEqualTo(dir.resolve(expected).resolve("example"));
    }

    @Test
    void anAbsolutePathIsTakenAsItIs() throws IOException {
        write("conf/canal.properties", "canal.file.data.dir = /data/canal");

        assertThat(home().folderOf("example")).isEqualTo(Path.of("/data/canal/example"));
    }

    @Test
    void aDestinationsOwnFileWins() throws IOException {
        write("conf/canal.properties", "canal.file.data.dir = ../data");
        write("conf/example/instance.properties", "canal.file.data.dir=/own/${canal.instance.destination}");

        assertThat(home().folderOf("example")).isEqualTo(Path.of("/own/example/example"));
        assertThat(home().folderOf("other")).isEqualTo(dir.resolve("home/data/other"));
    }

    @Test
    void candidatesAreTheFoldersOfTheDataAndWhatIsConfigured() throws IOException {
        write("conf/canal.properties", "canal.file.data.dir = ../data");
        write("conf/configured/instance.properties", "");
        write("conf/spring/some.xml", "");
        write("data/kept/group-cursor.json", "");
        write("data/file", "");

        assertThat(home().candidates()).containsExactly("configured", "kept");
        assertThat(home().withDataDir(dir.resolve("home/data")).candidates()).containsExactly("kept");
    }

    @Test
    void whatIsChosenWinsOverAllFiles() throws IOException {
        write("conf/canal.properties", "canal.file.data.dir = ${nothing}");

        assertThat(home().withDataDir(dir).folderOf("example")).isEqualTo(dir.resolve("example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${no.such.key}", "${canal.file.data.dir}", "${a}", "\\u12"})
    void whatTheFilesDoNotTellIsAskedFor(String value) throws IOException {
        write("conf/canal.properties", "a = ${b}", "b = ${a}", "canal.file.data.dir = " + value);

        assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> home().folderOf("example"))
                .withMessageContaining("--data-dir");
    }
}
