package io.github.lockkeeper.ops.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lockkeeper positions} on files as they lie in a home. */
class PositionsTest {
    private static final GroupCursor RECORD = CursorRecords.advanced(GroupCursor.empty().withEpoch(7), 1);

    @TempDir
    private Path dir;
    private HomeWithData home;

    @BeforeEach
    void makeHome() {
        home = new HomeWithData(dir);
    }

    @Test
    @DisplayName("a table of the sources, and one of those that are retired")
    void table() {
        GroupCursor edited = RECORD.withSource(SourceName.of("edited"), SourceCursor.of(
                BinlogOffset.of(BinlogCoordinates.of("b.000001", 4)), ServerIdentity.UNKNOWN, ""));
        Path file = home.record("example", edited);

        CommandRun run = home.run("positions", "example");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.rows()).containsExactly("destination example, " + file,
                "SOURCE|NEXT EVENT|LAST TRANSACTION|GTIDS|SERVER|ADDRESS",
                "orders|mysql-bin.000123:4001|2026-11-22T17:51:44+08:00 (4 min ago)|" + CursorRecords.UUID
                        + ":1|1 3e11fa47...|10.0.0.1:3306",
                "[::1]:3306|db.prod-bin.999999:5000000001|unknown|0-1-1,1-2-5|4294967295|[::1]:3306",
                "edited|b.000001:4|unknown|none|unknown|unknown",
                "retired, because not configured any more:",
                "SOURCE|NEXT EVENT|LAST TRANSACTION|GTIDS|SERVER|ADDRESS",
                "old|db.prod-bin.999999:5000000001|unknown|0-1-1,1-2-5|4294967295|[::1]:3306");
    }

    @Test
    @DisplayName("without a destination all that have a record, each as if it had been asked for")
    void all() {
        home.record("b", RECORD);
        home.record("a", GroupCursor.empty());
        home.write(home.file("spring", "some.xml"), "");
        home.write(home.file("fresh", "instance.properties"), "");

        assertThat(home.run("positions").out())
                .isEqualTo(home.run("positions", "a").out() + "\n" + home.run("positions", "b").out());
        assertThat(home.run("positions", "a").out()).contains("no source has a cursor yet");
    }

    @Test
    @DisplayName("JSON is the record; of all destinations it is an object of them")
    void json() {
        home.record("example", RECORD);
        String record = new String(GroupCursorJson.write(RECORD), StandardCharsets.UTF_8);

        assertThat(home.run("positions", "example", "--json")).isEqualTo(new CommandRun(0, record, ""));
        assertThat(home.run("positions", "--json").out()).startsWith("{\n  \"example\" : {\n    \"version\" : 1,");
    }

    @Test
    @DisplayName("the data may be elsewhere")
    void dataDir() {
        Path file = home.record("example", RECORD);
        HomeWithData other = new HomeWithData(dir.resolve("other"));

        assertThat(other.run("positions", "--data-dir", file.getParent().getParent().toString()))
                .isEqualTo(home.run("positions", "example"));
        other.write(dir.resolve("other/conf/canal.properties"), "canal.file.data.dir = ../../conf");
        assertThat(other.run("positions")).isEqualTo(home.run("positions", "example"));
    }

    @Test
    @DisplayName("a record that is not there: where it was looked for, and who has one")
    void absent() {
        home.record("example", RECORD);

        CommandRun run = home.run("positions", "exmaple");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("lockkeeper: There is no record of cursors in "
                + dir.resolve("conf/exmaple") + ". These destinations have one: example.", "--data-dir");
    }

    @Test
    @DisplayName("no record anywhere")
    void nothing() {
        CommandRun run = home.run("positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1)
                .contains("No destination below " + dir.resolve("conf") + " has a record of cursors", "--data-dir");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "{\"version\":2,\"epoch\":1,\"sources\":{}}", "{\"clientDatas\":[]}"})
    @DisplayName("a record that cannot be used: what to do, in one line; the others are shown")
    void unusable(String content) {
        home.record("good", RECORD);
        Path bad = home.write(home.file("bad", "group-cursor.json"), content);

        CommandRun run = home.run("positions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo(home.run("positions", "good").out());
        assertThat(run.err()).hasLineCount(1).startsWith("lockkeeper: " + bad + " is ").containsAnyOf("Restore", "Run", "Find");
        assertThat(home.run("positions", "bad", "--json").out()).isEmpty();
        assertThat(bad).hasContent(content);
    }

    @Test
    @DisplayName("of a damaged record the previous one is shown, which the next start would use")
    void previous() {
        home.write(home.file("example", "group-cursor.json"), "garbage");
        home.write(home.file("example", "group-cursor.previous.json"),
                new String(GroupCursorJson.write(RECORD), StandardCharsets.UTF_8));

        CommandRun run = home.run("positions", "example");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("group-cursor.previous.json", "mysql-bin.000123:4001");
        assertThat(run.err()).hasLineCount(1).contains("is not valid JSON", "older");
    }

    @Test
    @DisplayName("a file that cannot be read")
    void unreadable() throws IOException {
        Files.createDirectories(home.file("example", "group-cursor.json"));

        CommandRun run = home.run("positions", "example");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("cannot be read", "as the user who runs Canal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "/etc", "", "a/"})
    @DisplayName("only the name of a folder is a destination")
    void notADestination(String name) {
        CommandRun run = home.run("positions", name);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("not a destination: '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    @DisplayName("what the README shows is what is printed for the record that it shows")
    void readme(String name) throws IOException {
        String readme = Files.readString(Path.of(name));
        home.write(home.file("example", "group-cursor.json"), block("json", readme));

        assertThat(block("console", readme)).isEqualTo("$ bin/lockkeeper positions example\n"
                + home.run("positions", "example").out().replace(dir.toString(), "/opt/canal"));
    }

    private static String block(String language, String readme) {
        String opening = "```" + language + "\n";
        int from = readme.indexOf(opening) + opening.length();
        return readme.substring(from, readme.indexOf("```", from));
    }

    @Test
    @DisplayName("texts of the file do not act on the terminal")
    void escaped() {
        home.record("example", GroupCursor.empty().withSource(SourceName.of("orders"),
                SourceCursor.of(CursorRecords.mySql(1).offset(), ServerIdentity.UNKNOWN, "\u001b[2J\nforged")));

        assertThat(home.run("positions").out()).hasLineCount(3).contains("\\u001b[2J\\u000aforged");
    }
}
