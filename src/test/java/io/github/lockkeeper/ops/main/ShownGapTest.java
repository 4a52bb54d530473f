package io.github.lockkeeper.ops.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the READMEs show of {@code lockkeeper gaps} is what it says. */
class ShownGapTest {

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    @DisplayName("the entries and the entry in full that the READMEs show")
    void shown(String readme, @TempDir Path dir) throws IOException {
        HomeWithData home = new HomeWithData(dir);
        home.journal("example", start(1, GapSamples.ORDERS, "mysql-bin.000120"),
                start(2, SourceName.of("trades"), "binlog.000006"),
                Gap.of(3, GapSamples.ORDERS, GapSamples.purged()).confirmed());
        String table = home.run("gaps", "example").out().replace(dir.toString(), "/opt/canal");
        String entry = home.run("gaps", "example", "--id", "3").out();

        assertThat(Files.readString(Path.of(readme))).contains("$ bin/lockkeeper gaps example\n" + table
                + "\n$ bin/lockkeeper gaps example --id 3\n" + entry + "```");
    }

    private static Gap start(long id, SourceName source, String file) {
        return Gap.of(id, source, GapDecision.of(GapKind.START, GapCause.of("FIRST_START", 0, "the source had no cursor"),
                        "latest", Certainty.EXACT, 1795337400000L)
                .withTo(GapSamples.at(file, 154)).withMissing(MissingPart.NOTHING)).confirmed();
    }
}
