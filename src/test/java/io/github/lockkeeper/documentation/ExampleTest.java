package io.github.lockkeeper.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.config.ConfigKey;
import io.github.lockkeeper.config.ConfigKeys;
import io.github.lockkeeper.config.GroupConfig;
import io.github.lockkeeper.config.SourceConfig;
import io.github.lockkeeper.config.StartMode;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of a group's properties is accepted as it stands, and with each line that it offers. */
class ExampleTest {

    private static final String EXAMPLE = Document.read("conf/lockkeeper/instance.properties.example").text();

    private static GroupConfig read(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return GroupConfig.from(values, "example");
    }

    static List<String> offeredLines() {
        return EXAMPLE.lines().filter(line -> line.startsWith("#canal.")).map(line -> line.substring(1)).toList();
    }

    static Stream<Document> readmes() {
        return Stream.of(Document.english(), Document.chinese());
    }

    @Test
    @DisplayName("it names three sources, each with its own settings")
    void asItStands() {
        GroupConfig config = read(EXAMPLE);

        assertThat(config.sourceNames())
                .containsExactly(SourceName.of("orders"), SourceName.of("trades"), SourceName.of("positions"));
        assertThat(config.sources()).extracting(SourceConfig::start).containsOnly(StartMode.LATEST);
        ConfigKey filter = ConfigKeys.perSource().stream().filter(key -> key.name().equals("filter.regex")).findAny().get();
        assertThat(config.sources()).extracting(source -> source.setting(filter))
                .containsExactly(".*\\..*", ".*\\..*", "risk\\.position,risk\\.limit");
    }

    @ParameterizedTest
    @MethodSource("offeredLines")
    @DisplayName("each line that is offered as a comment is accepted")
    void withAnOfferedLine(String line) {
        assertThat(read(EXAMPLE + "\n" + line).sources()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("readmes")
    @DisplayName("what the READMEs show as a group's properties is accepted")
    void readme(Document readme) {
        String shown = readme.code("properties").stream()
                .filter(block -> block.contains("canal.instance.master1.address")).findFirst().orElseThrow();

        assertThat(read(shown).sourceNames()).containsExactly(SourceName.of("orders"), SourceName.of("trades"));
    }
}
