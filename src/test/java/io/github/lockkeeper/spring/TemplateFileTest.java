package io.github.lockkeeper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.config.ConfigKey;
import io.github.lockkeeper.config.ConfigKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.FileCopyUtils;

/** What has to hold for the text of the template. */
class TemplateFileTest {

    private static final String TEMPLATE = read();

    static List<ConfigKey> perSourceKeys() {
        return ConfigKeys.perSource();
    }

    @ParameterizedTest
    @MethodSource("perSourceKeys")
    void overrideFallsBackToTheGroupWideKeyAndTheDeclaredDefault(ConfigKey key) {
        String fixed = key.defaultValue();
        if (!key.groupWideKey().isPresent()) {
            assertThat(TEMPLATE).contains("group.source.@NAME@." + key.name() + ":" + fixed + "}");
            return;
        }
        String groupWide = key.groupWideKey().get();

        // The host's templates write no colon before some of the empty defaults, which means the same.
        assertThat(overridesOf(key)).isNotEmpty().allSatisfy(fallback -> assertThat(fallback).isIn(
                "${" + groupWide + ":" + fixed + "}", fixed.isEmpty() ? "${" + groupWide + "}" : "nothing else"));
    }

    @Test
    void everyOverrideIsInTheCatalogue() {
        Matcher override = Pattern.compile("group\\.source\\.@NAME@\\.([\\w.]+):").matcher(TEMPLATE);

        assertThat(override.results().map(match -> match.group(1)).distinct())
                .containsExactlyInAnyOrderElementsOf(perSourceKeys().stream().map(ConfigKey::name).toList());
    }

    @Test
    void versionIsTheOneThatIsBuilt() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        Matcher version = Pattern.compile("<artifactId>canal-lockkeeper</artifactId>\\s*<version>([^<]+)<")
                .matcher(pom);

        assertThat(version.find()).isTrue();
        assertThat(TemplateVersion.CURRENT).isEqualTo(version.group(1));
        assertThat(TEMPLATE).contains("<property name=\"templateVersion\" value=\"" + version.group(1) + "\"/>");
    }

    @Test
    void nothingThatOneSpringVersionDoesNotKnow() {
        assertThat(TEMPLATE).doesNotContain("<ref local").doesNotContain("DOCTYPE")
                .contains("http://www.springframework.org/schema/beans/spring-beans.xsd\"");
    }

    @Test
    void jumpToTheNewestPositionIsNotPassed() {
        assertThat(TEMPLATE).doesNotContain("canal.auto.reset.latest.pos.mode")
                .doesNotContain("name=\"autoResetLatestPosMode\"").doesNotContain("name=\"isGTIDMode\"");
    }

    @Test
    void propertiesOfLaterHostsArePassed() {
        assertThat(TEMPLATE).contains(
                "name=\"filterDmlInsert\"", "name=\"filterDmlUpdate\"", "name=\"filterDmlDelete\"",
                "name=\"tsdbJdbcUrl\" value=\"${canal.instance.tsdb.url:}\"",
                "name=\"tsdbJdbcUserName\" value=\"${canal.instance.tsdb.dbUsername:}\"",
                "name=\"tsdbJdbcPassword\" value=\"${canal.instance.tsdb.dbPassword:}\"",
                "name=\"multiStreamEnable\" value=\"${canal.instance.multi.stream.on:false}\"",
                "name=\"dynamicTopicPartitionNum\" value=\"${canal.mq.dynamicTopicPartitionNum}\"",
                "name=\"enableDynamicQueuePartition\" value=\"${canal.mq.enableDynamicQueuePartition}\"",
                "value=\"${canal.instance.master@N@.sslMode:${canal.instance.master.sslMode:DISABLED}}\"",
                "value=\"${canal.instance.standby@N@.sslMode:${canal.instance.standby.sslMode:DISABLED}}\"");
    }

    /** What the template falls back to where a source does not override the key, at each place that it has the key. */
    private static List<String> overridesOf(ConfigKey key) {
        String start = "\"${canal.instance.group.source.@NAME@." + key.name() + ":";
        Matcher places = Pattern.compile(Pattern.quote(start) + "([^\"]*)}\"").matcher(TEMPLATE);
        return places.results().map(place -> place.group(1)).toList();
    }

    private static String read() {
        try {
            return new String(FileCopyUtils.copyToByteArray(
                    new ClassPathResource("spring/lockkeeper-instance.xml").getInputStream()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
