package io.github.lockkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.fault.FaultSamples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a server says")
class FaultClassifierTest {

    private static final FaultClassifier CLASSIFIER = FaultClassifier.standard();

    static Stream<Sample> numbered() {
        return FaultSamples.numbered();
    }

    static List<Sample> unnumbered() {
        return FaultSamples.unnumbered();
    }

    static List<Sample> unknown() {
        return FaultSamples.unknown();
    }

    static List<FaultRule> rules() {
        return FaultRules.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbered")
    @DisplayName("is of one kind, in both wordings, bare and with what servers append")
    void known(Sample sample) {
        Fault fault = CLASSIFIER.classify(sample.error(), sample.text());
        assertThat(fault.kind()).isEqualTo(sample.kind());
        assertThat(fault.errno()).isEqualTo(sample.errno());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknown")
    @DisplayName("is UNCLASSIFIED where nobody knows it, and moves nothing")
    void nobodyKnows(Sample sample) {
        Fault fault = CLASSIFIER.classify(sample.error(), sample.text());
        assertThat(fault.kind()).isEqualTo(FaultKind.UNCLASSIFIED);
        assertThat(fault.heals()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unnumbered")
    @DisplayName("is not what a text without a number is")
    void withoutNumber(Sample sample) {
        assertThat(CLASSIFIER.kindOf(ServerError.of(0, sample.text()))).isEqualTo(sample.kind());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("is told by rules of which each is needed")
    void neededRule(FaultRule rule) {
        List<FaultRule> others = new ArrayList<>(FaultRules.ALL);
        others.remove(rule);
        FaultClassifier without = new FaultClassifier(others);
        assertThat(samples().filter(sample -> without.kindOf(error(sample)) != sample.kind())).isNotEmpty();
    }

    private static Stream<Sample> samples() {
        return Stream.of(numbered(), unnumbered().stream(), unknown().stream()).flatMap(samples -> samples);
    }

    private static ServerError error(Sample sample) {
        return sample.errno() == 0 ? ServerError.of(0, sample.text()) : sample.error();
    }

    @Test
    @DisplayName("is never UNCLASSIFIED by a rule: that is for what no rule knows")
    void noRuleForTheUnknown() {
        assertThat(rules()).extracting(FaultRule::kind).doesNotContain(FaultKind.UNCLASSIFIED);
    }

    @Test
    @DisplayName("may name the GTIDs that are missing; a fault has them only if it does")
    void missing() {
        assertThat(numbered().filter(sample -> sample.text().contains("missing transactions are"))).isNotEmpty()
                .allSatisfy(sample -> assertThat(CLASSIFIER.classify(sample.error(), "x").missingTransactions())
                        .contains("3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,4e11fa47-71ca-11e1-9e33-c80aa9429562:7"));
        assertThat(numbered().filter(sample -> sample.text().contains("too long to print"))).isNotEmpty()
                .allSatisfy(sample -> assertThat(CLASSIFIER.classify(sample.error(), "x").missingTransactions())
                        .isEmpty());
    }

    @Test
    @DisplayName("is tried in both wordings: the samples differ")
    void bothWordings() {
        assertThat(numbered().map(Sample::text)).contains(
                "Slave can not handle replication events with the checksum that master is configured to log",
                "Replica can not handle replication events with the checksum that source is configured to log",
                "Client requested master to start replication from position > file size",
                "Client requested source to start replication from position > file size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\n", "\"", "'", "\u0000", "errno = 1236, ", "missing transactions are '", "("})
    @DisplayName("I20: may be a megabyte of anything, and is read in a moment")
    void hostile(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());
        Sample sample = new Sample(1236, text, "", FaultKind.UNCLASSIFIED);
        Fault fault = CLASSIFIER.classify(sample.error(), sample.inDump());
        assertThat(fault.kind()).isEqualTo(FaultKind.UNCLASSIFIED);
        assertThat(fault.toString()).hasSizeLessThan(1_500).doesNotContain("\n", "\u0000");
        assertThat(fault.missingTransactions()).isEmpty();
    }
}
