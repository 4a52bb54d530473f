package io.github.lockkeeper.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values that a decision is made of. */
class GapValuesTest {
    @Test
    void aCauseTakesAFaultAsItIs() {
        GapCause cause = GapCause.of(Fault.of(FaultKind.REWOUND, "file is younger"));

        assertThat(cause).isEqualTo(GapCause.of("REWOUND", 0, "file is younger")).hasToString(
                "REWOUND text='file is younger'");
        assertThat(cause).isNotEqualTo(GapCause.of("REWOUND", 1, "file is younger"));
    }

    @Test
    void theTextOfACauseForgesNoLine() {
        assertThat(GapCause.of("X", 0, " a\r\nWARN b\u2028c\u0085d\u2029 ").text()).isEqualTo("a WARN b c d");
    }

    @Property
    void theTextOfACauseCanBeWrittenToAFileAndIsNotChangedAgain(
            @ForAll String text, @ForAll @IntRange(max = 3) int repeats) {
        GapCause cause = GapCause.of("X", 0, text + "\ud83d\ude00".repeat(200 * repeats));

        assertThat(cause.text().length()).isLessThanOrEqualTo(500);
        assertThat(new String(cause.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(cause.text());
        assertThat(GapCause.of("X", 0, cause.text())).isEqualTo(cause);
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(GapCause.of("X", 0, "a" + "\ud83d\ude00".repeat(300)).text())
                .isEqualTo("a" + "\ud83d\ude00".repeat(249) + "…");
        assertThat(GapCause.of("X", 0, "\ud83d\ude00".repeat(300)).text()).isEqualTo("\ud83d\ude00".repeat(249) + "…");
        assertThat(GapCause.of("X", 0, "a".repeat(500)).text()).isEqualTo("a".repeat(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "a=b", "a\nb", "ä"})
    void codesAndPoliciesAreOneWord(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GapCause.of(text, 0, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> GapDecision.of(
                GapKind.GAP, GapCause.of("X", 0, ""), text, Certainty.EXACT, 0));
    }

    @Test
    void numbersAreNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> GapCause.of("X", -1, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> GapSamples.decision(GapKind.GAP, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> GapEnd.of(Gtids.none(), -1));
        assertThatIllegalArgumentException().isThrownBy(() -> GapSamples.files(1, 2).withBytes(-1));
    }

    @Test
    void anEndKnowsWhatItsOffsetKnows() {
        GapEnd end = GapSamples.at("b.1", 4);

        assertThat(end.offset()).hasValueSatisfying(
                offset -> assertThat(offset.coordinates()).isEqualTo(BinlogCoordinates.of("b.1", 4)));
        assertThat(end.gtids()).isEqualTo(Gtids.parse(GapSamples.UUID + ":1-6"));
        assertThat(end.timestampSeconds()).isEqualTo(1795341103L);
        assertThat(end.isKnown()).isTrue();
        assertThat(end).isNotEqualTo(GapEnd.of(end.gtids(), end.timestampSeconds()));
    }

    @Test
    void anEndSaysWhatItKnows() {
        assertThat(GapEnd.UNKNOWN).hasToString("unknown").isEqualTo(GapEnd.of(Gtids.none(), 0));
        assertThat(GapEnd.of(Gtids.none(), 7)).hasToString("unknown[time=7]");
        assertThat(GapEnd.of(Gtids.parse("0-1-5"), 0)).hasToString("unknown[gtids='0-1-5']");
        assertThat(GapEnd.of(BinlogOffset.of(BinlogCoordinates.of("b.1", 4)))).hasToString("b.1:4");
        assertThat(GapEnd.of(Gtids.none(), 7).isKnown()).isTrue();
        assertThat(GapEnd.UNKNOWN.isKnown()).isFalse();
    }

    @Test
    void missingNothingIsNotMissingSomethingUnknown() {
        assertThat(MissingPart.NOTHING).isNotEqualTo(MissingPart.UNKNOWN).hasToString("nothing");
        assertThat(MissingPart.UNKNOWN).hasToString("unknown");
        assertThat(MissingPart.NOTHING.isNothing()).isTrue();
        assertThat(MissingPart.NOTHING.isKnown()).isTrue();
        assertThat(MissingPart.UNKNOWN.isNothing()).isFalse();
        assertThat(MissingPart.UNKNOWN.isKnown()).isFalse();
        assertThat(GapSamples.files(1, 1).withBytes(0).isNothing()).isFalse();
    }

    @Test
    void missingFilesAreInOrderAndTheirBytesMayBeUnknown() {
        assertThat(GapSamples.files(9, 10)).hasToString("b.9..b.10[bytes=unknown]");
        assertThat(GapSamples.files(9, 10).withBytes(5)).hasToString("b.9..b.10[bytes=5]")
                .isNotEqualTo(GapSamples.files(9, 10)).isNotEqualTo(GapSamples.files(9, 11).withBytes(5))
                .isNotEqualTo(GapSamples.files(8, 10).withBytes(5));
        assertThatIllegalArgumentException().isThrownBy(() -> GapSamples.files(10, 9));
        assertThatIllegalStateException().isThrownBy(() -> MissingPart.ofGtids("0-1-1").withBytes(1));
    }

    @Test
    void missingGtidsAreKeptAsTheServerWroteThemLessWhiteSpace() {
        MissingPart missing = MissingPart.ofGtids(" a:1-2,\nb:tag:3 ");

        assertThat(missing.gtids()).contains("a:1-2,b:tag:3");
        assertThat(missing).hasToString("gtids='a:1-2,b:tag:3'").isNotEqualTo(MissingPart.ofGtids("a:1-2"));
        assertThat(MissingPart.ofGtids("a".repeat(500)).toString()).as("cut for the log").hasSizeLessThan(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "a:1\u0000", "ä:1"})
    void whatIsNoTextOfGtidsIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MissingPart.ofGtids(text));
        assertThatIllegalArgumentException().isThrownBy(() -> GapSamples.bare().withSurplus(text));
    }

    @Test
    void aDecisionIsEqualOnlyToOneThatSaysTheSame() {
        GapDecision full = GapSamples.full();
        ServerIdentity other = ServerIdentity.of(9, "");

        assertDiffers(full, decision -> decision.withFrom(GapEnd.UNKNOWN));
        assertDiffers(full, decision -> decision.withTo(GapEnd.UNKNOWN));
        assertDiffers(full, decision -> decision.withMissing(MissingPart.UNKNOWN));
        assertDiffers(full, decision -> decision.withSurplus("0-1-5"));
        assertDiffers(full, decision -> decision.withServers(other, decision.serverAfter()));
        assertDiffers(full, decision -> decision.withServers(decision.serverBefore(), other));
        GapCause cause = GapCause.of("X", 0, "");
        assertDiffers(GapSamples.decision(GapKind.GAP, 1), one -> GapSamples.decision(GapKind.SKIPPED, 1));
        assertDiffers(GapSamples.bare(), one -> GapDecision.of(one.kind(), cause, one.policy(), one.certainty(), 1));
        assertDiffers(GapSamples.bare(), one -> GapDecision.of(one.kind(), one.cause(), "x", one.certainty(), 1));
        assertDiffers(GapSamples.bare(),
                one -> GapDecision.of(one.kind(), one.cause(), one.policy(), Certainty.EXACT, 1));
        assertThat(GapSamples.decision(GapKind.GAP, 1)).isNotEqualTo(GapSamples.decision(GapKind.GAP, 2))
                .isEqualTo(GapSamples.decision(GapKind.GAP, 1));
    }

    private static void assertDiffers(GapDecision one, UnaryOperator<GapDecision> change) {
        assertThat(change.apply(one)).isNotEqualTo(one);
        assertThat(change.apply(one).saysTheSameAs(one)).isFalse();
    }

    @Test
    void aFailureOfTheJournalSaysWhereWhatAndWhatToDo() {
        GapJournalException failure =
                new GapJournalException(GapJournalException.Kind.DAMAGED, "/data/gaps", "is empty", "Restore it.");

        assertThat(failure).hasMessage("/data/gaps is empty. Restore it.").hasNoCause();
        assertThat(failure.kind()).isEqualTo(GapJournalException.Kind.DAMAGED);
        assertThat(failure.place()).isEqualTo("/data/gaps");
        assertThat(failure.problem()).isEqualTo("is empty");
        assertThat(failure.remedy()).isEqualTo("Restore it.");
    }
}
