package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.canal.meta.Alarms;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.gap.MissingPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealReportTest {

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    @DisplayName("a move is one alarm, and the READMEs show its line as it is")
    void shown(String readme) throws IOException {
        Alarms alarms = new Alarms();
        new HealReport(new Reporter("example", alarms)).moves(Gap.of(3, GapSamples.ORDERS, GapSamples.purged()));

        assertThat(alarms.raised).hasSize(1);
        assertThat(Files.readString(Path.of(readme)))
                .contains("```log\n" + alarms.raised.get(0).replaceFirst("^example: ", "") + "\n```");
    }

    @Test
    @DisplayName("I20: a set of any length leaves the line readable")
    void longSurplus() {
        Alarms alarms = new Alarms();
        StringBuilder set = new StringBuilder(GapSamples.UUID);
        for (int number = 1; number < 20_000; number += 2) {
            set.append(':').append(number);
        }
        GapDecision decision = GapSamples.purged().withSurplus(set.toString())
                .withMissing(MissingPart.ofGtids(set.toString()));
        new HealReport(new Reporter("example", alarms)).moves(Gap.of(3, GapSamples.ORDERS, decision));

        assertThat(alarms.raised).singleElement().asString().hasSizeLessThan(1000).doesNotContain("\n")
                .containsPattern("source=orders fault=BINLOG_PURGED policy=earliest from=\\S+ to=\\S+ certainty=EXACT "
                        + "gap=3 kind=GAP missing=gtids='\\S+…' surplus='" + GapSamples.UUID + ":1:3");
    }
}
