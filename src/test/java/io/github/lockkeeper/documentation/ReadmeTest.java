package io.github.lockkeeper.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.config.ConfigKey;
import io.github.lockkeeper.config.ConfigKeys;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.liveness.Backoff;
import io.github.lockkeeper.liveness.SourceCondition;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.position.SourceName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the READMEs show and name exists, and both show the same. */
class ReadmeTest {

    private static final Document ENGLISH = Document.english();
    private static final Document CHINESE = Document.chinese();
    private static final String NAME_OF_A_SOURCE = "(<name>|[A-Za-z0-9_-]+)";

    static Stream<Document> both() {
        return Stream.of(ENGLISH, CHINESE);
    }

    @Test
    @DisplayName("both have the same chapters and show the same files, commands and logs")
    void sameShape() {
        assertThat(CHINESE.shape()).isEqualTo(ENGLISH.shape());
        assertThat(CHINESE.code("sh", "properties", "json", "text")).isEqualTo(ENGLISH.code("sh", "properties", "json", "text"));
    }

    @ParameterizedTest
    @MethodSource("both")
    @DisplayName("every key of ours that is named anywhere is in the catalogue")
    void keysExist(Document document) {
        String all = document.text() + Document.read("CHANGELOG.md").text();
        for (String key : Document.all("canal\\.instance\\.group\\.(?!<destination>)[a-z][\\w.<>-]*[\\w>]", all)) {
            assertThat(ConfigKeys.groupWide().stream().map(ConfigKey::name).anyMatch(key::equals) || isPerSource(key))
                    .as(key).isTrue();
        }
    }

    private static boolean isPerSource(String key) {
        return ConfigKeys.perSource().stream().anyMatch(known ->
                key.matches("canal\\.instance\\.group\\.source\\." + NAME_OF_A_SOURCE + "\\." + known.name()))
                || key.matches("canal\\.instance\\.group\\.source\\." + NAME_OF_A_SOURCE);
    }

    @ParameterizedTest
    @MethodSource("both")
    @DisplayName("the files of the repository that are linked exist")
    void linksExist(Document document) {
        assertThat(Document.all("(?<=]\\()[^):#]+(?=\\))", document.text())).isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("both")
    @DisplayName("the chapters that are linked exist")
    void anchorsExist(Document document) {
        assertThat(document.anchors()).containsAll(Document.all("(?<=]\\(#)[^)]+", document.text()));
    }

    @ParameterizedTest
    @MethodSource("both")
    @DisplayName("the version is the one that is built")
    void version(Document document) throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
        assertThat(Document.all("canal-lockkeeper-[\\d.]+(?=\\.jar|\\.tar)", document.text())).isNotEmpty()
                .containsOnly("canal-lockkeeper-" + version);
        assertThat(Document.read("CHANGELOG.md").text()).contains("## " + version);
    }

    @Test
    @DisplayName("the record that is shown is one that is read, and is written just so")
    void record() {
        List<String> records = ENGLISH.code("json");
        assertThat(records).hasSize(2);
        GroupCursor record = GroupCursorJson.read(records.get(0).getBytes(StandardCharsets.UTF_8), "the README");
        assertThat(new String(GroupCursorJson.write(record), StandardCharsets.UTF_8).strip())
                .isEqualTo(records.get(0).strip());
        assertThat(GroupCursorJson.read(records.get(1).getBytes(StandardCharsets.UTF_8), "the README").sources())
                .containsOnlyKeys(SourceName.of("orders"), SourceName.of("trades"));
    }

    @Test
    @DisplayName("the log lines that are shown are written just so")
    void logLines() {
        List<String> lines = new ArrayList<>();
        SourceCondition condition = new SourceCondition(SourceName.of("orders"),
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0), (line, bad) -> lines.add(line));
        condition.started();
        condition.delivered(true);
        condition.failed(Fault.of(FaultKind.CONNECTION, "EOFException: end of stream"));
        condition.delivered(true);
        condition.failed(Fault.of(FaultKind.COMPRESSED_TRANSACTION,
                "a compressed transaction: type 40 at mysql-bin.000123:4567"));

        assertThat(ENGLISH.code("text")).containsExactly(String.join("\n", lines) + "\n");
    }
}
