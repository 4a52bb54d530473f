package io.github.lockkeeper.fallback;

import static io.github.lockkeeper.fallback.Cases.UUID;
import static io.github.lockkeeper.fallback.Cases.cursor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.fault.FaultKind;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The chain of policies")
class FallbackChainTest {

    private static final BinlogCatalog HERE =
            Catalogs.withGtids(Catalogs.of("mysql-bin.000004:900"), UUID + ":1-9", UUID + ":1-5");
    private static final FallbackCase PURGED =
            Cases.of(FaultKind.BINLOG_PURGED, cursor("mysql-bin.000002:500", UUID + ":1-5"), HERE);

    private static Optional<FallbackStep> decides(String chain, FallbackCase source) {
        return FallbackChain.parse(chain).decide(source).map(FallbackDecision::step);
    }

    @ParameterizedTest(name = "[{0}] decides {1}")
    @CsvSource({"'gtid,standby,timestamp,earliest',GTID", "'earliest,gtid',EARLIEST", "'standby,timestamp,latest',LATEST",
        "'timestamp,gtid,latest',GTID", "latest,LATEST"})
    @DisplayName("the first policy that knows a way decides")
    void first(String chain, FallbackStep decides) {
        assertThat(decides(chain, PURGED)).contains(decides);
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "standby,halt", "standby,timestamp"})
    @DisplayName("halt, and a list that is exhausted, know none")
    void halts(String chain) {
        assertThat(decides(chain, PURGED)).isEmpty();
    }

    @Test
    @DisplayName("halt stops where it stands, also in a chain that was not parsed")
    void haltInFront() {
        assertThat(FallbackChain.of(FallbackStep.HALT, FallbackStep.EARLIEST).decide(PURGED)).isEmpty();
        assertThat(FallbackChain.of().decide(PURGED)).isEmpty();
    }

    @Test
    @DisplayName("the standby is asked in its turn")
    void standby() {
        BinlogCatalog other = Catalogs.withGtids(Catalogs.of(Catalogs.OTHER_SERVER, "binlog.000001:900"),
                UUID + ":1-9", "");
        assertThat(decides("standby,gtid", PURGED.withStandby(other))).contains(FallbackStep.STANDBY);
        assertThat(decides("gtid,standby", PURGED.withStandby(other))).contains(FallbackStep.GTID);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', value = {"gtid, Earliest ,HALT|gtid,earliest,halt", "latest|latest",
        "gtid,standby,timestamp,earliest,latest|gtid,standby,timestamp,earliest,latest"})
    @DisplayName("is read as it is written, in any case and with blanks, and read back")
    void reads(String text, String written) {
        FallbackChain chain = FallbackChain.parse(text);
        assertThat(chain).hasToString(written);
        assertThat(FallbackChain.parse(chain.toString()).steps()).isEqualTo(chain.steps());
        assertThat(chain.has(chain.steps().get(0))).isTrue();
        assertThat(chain.has(FallbackStep.STANDBY)).isEqualTo(written.contains("standby"));
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', value = {"''|is no policy", "gtid,|is no policy", "gtid,newest|'newest' is no policy",
        "gtid,gtid|comes twice", "halt,gtid|never reached", "latest,halt|'halt' behind 'latest'",
        "gtid,latest,earliest|never reached", "gtid;earliest|they are gtid, standby, timestamp, earliest, latest, halt"})
    @DisplayName("says what is wrong with it")
    void refused(String text, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> FallbackChain.parse(text)).withMessageContaining(problem);
    }
}
