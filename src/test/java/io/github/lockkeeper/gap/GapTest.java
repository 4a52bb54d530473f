package io.github.lockkeeper.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GapTest {
    private static final Gap FRESH = Gap.of(3, GapSamples.ORDERS, GapSamples.full());

    @Test
    void aNewEntryIsUnconfirmedAndHasNoRevisions() {
        assertThat(FRESH.status()).isEqualTo(GapStatus.UNCONFIRMED);
        assertThat(FRESH.isConfirmed()).isFalse();
        assertThat(FRESH.decision()).isEqualTo(GapSamples.full());
        assertThat(FRESH.revisions()).isEmpty();
    }

    @Test
    void anEntryHasAnIdAndADecision() {
        assertThatIllegalArgumentException().isThrownBy(() -> Gap.of(0, GapSamples.ORDERS, GapSamples.bare()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gap.of(1, GapSamples.ORDERS, GapStatus.OPEN, List.of()));
    }

    @Test
    void aRevisionWidensTheEntryAndForgetsNothing() {
        GapDecision again = GapSamples.decision(GapKind.REWOUND, 99)
                .withFrom(GapSamples.at("mysql-bin.000130", 4)).withTo(GapSamples.at("mysql-bin.000140", 4));

        Gap revised = FRESH.revised(again);

        assertThat(revised.decision()).isEqualTo(again.withFrom(GapSamples.full().from()));
        assertThat(revised.revisions()).containsExactly(GapSamples.full());
        assertThat(revised.status()).isEqualTo(GapStatus.UNCONFIRMED);
        assertThat(revised.id()).isEqualTo(3);
        assertThat(revised.isSuccessorOf(FRESH)).isTrue();
    }

    @Test
    void aRestartThatWentBackWidensTheEntryToItsBeginning() {
        GapDecision earlier = GapSamples.full().withFrom(GapSamples.at("mysql-bin.000123", 4000));
        GapDecision earlierFile = GapSamples.full().withFrom(GapSamples.at("mysql-bin.000100", 9000));
        GapDecision later = GapSamples.full().withFrom(GapSamples.at("mysql-bin.000123", 5000));
        GapDecision elsewhere = GapSamples.full().withFrom(GapSamples.at("renamed.000001", 4));

        Gap widened = FRESH.revised(earlier).revised(earlierFile);

        assertThat(widened.decision()).isEqualTo(earlierFile);
        assertThat(widened.revisions()).containsExactly(GapSamples.full(), earlier);
        assertThat(widened.revised(later).decision().from()).isEqualTo(earlierFile.from());
        assertThat(FRESH.revised(later)).as("says the same, from the first beginning").isSameAs(FRESH);
        assertThat(FRESH.revised(elsewhere)).as("not known to be earlier").isSameAs(FRESH);
        assertThat(FRESH.revised(GapSamples.full().withFrom(GapEnd.UNKNOWN))).isSameAs(FRESH);
    }

    @Test
    void theSameDecisionAgainIsNoRevision() {
        GapDecision later = GapDecision.of(GapKind.GAP, GapSamples.full().cause(), "earliest", Certainty.BOUNDED, 99)
                .withTo(GapSamples.full().to()).withMissing(GapSamples.full().missing())
                .withSurplus(GapSamples.full().surplus().orElseThrow())
                .withServers(GapSamples.full().serverBefore(), GapSamples.full().serverAfter());

        assertThat(FRESH.revised(later)).isSameAs(FRESH);
        assertThat(FRESH.revised(later.withMissing(MissingPart.UNKNOWN))).isNotEqualTo(FRESH);
    }

    @Test
    void theFirstFromStaysUnknownIfItWas() {
        Gap unknown = Gap.of(1, GapSamples.ORDERS, GapSamples.bare());

        assertThat(unknown.revised(GapSamples.full()).decision().from()).isEqualTo(GapEnd.UNKNOWN);
    }

    @Test
    void whatHasHappenedIsOpenUnlessNothingIsMissing() {
        GapDecision harmless = GapSamples.bare().withMissing(MissingPart.NOTHING);

        assertThat(FRESH.confirmed().status()).isEqualTo(GapStatus.OPEN);
        assertThat(confirmedStatusOf(GapSamples.bare())).isEqualTo(GapStatus.OPEN);
        assertThat(confirmedStatusOf(harmless)).isEqualTo(GapStatus.ACCEPTED);
        assertThat(confirmedStatusOf(harmless.withSurplus("0-1-5"))).isEqualTo(GapStatus.OPEN);
    }

    private static GapStatus confirmedStatusOf(GapDecision decision) {
        return Gap.of(1, GapSamples.ORDERS, decision).confirmed().status();
    }

    @Test
    void whatHasHappenedIsNotDecidedAgain() {
        Gap open = FRESH.confirmed();

        assertThatIllegalStateException().isThrownBy(() -> open.revised(GapSamples.bare()));
        assertThat(open.confirmed()).isSameAs(open);
        assertThat(open.repaired().confirmed().status()).isEqualTo(GapStatus.REPAIRED);
    }

    @Test
    void onlyWhatHasHappenedCanBeRepairedOrAccepted() {
        assertThatIllegalStateException().isThrownBy(FRESH::repaired);
        assertThatIllegalStateException().isThrownBy(FRESH::accepted);
        assertThat(FRESH.confirmed().accepted().status()).isEqualTo(GapStatus.ACCEPTED);
        assertThat(FRESH.confirmed().repaired().status()).isEqualTo(GapStatus.REPAIRED);
    }

    @Property(tries = 200)
    void everyStepIsASuccessorAndNoStepUndoesOne(@ForAll("decisions") List<GapDecision> decisions) {
        Gap entry = Gap.of(1, GapSamples.ORDERS, GapSamples.full());
        for (GapDecision decision : decisions) {
            Gap next = entry.revised(decision);
            assertThat(next.isSuccessorOf(entry)).isTrue();
            assertThat(entry.isSuccessorOf(next)).isEqualTo(next.equals(entry));
            assertThat(entry.confirmed().isSuccessorOf(next)).isEqualTo(next.equals(entry));
            assertThat(next.isSuccessorOf(entry.confirmed())).isFalse();
            assertThat(next.confirmed().isSuccessorOf(next)).isTrue();
            assertThat(next.confirmed().isSuccessorOf(entry.confirmed())).isEqualTo(next.equals(entry));
            entry = next;
        }
    }

    @Provide
    Arbitrary<List<GapDecision>> decisions() {
        return Arbitraries.lazyOf(GapSamples::decisions).list().ofMaxSize(4);
    }

    @Test
    void anotherEntryIsNoSuccessor() {
        assertThat(Gap.of(4, GapSamples.ORDERS, GapSamples.full()).isSuccessorOf(FRESH)).isFalse();
        assertThat(Gap.of(3, GapSamples.TRADES, GapSamples.full()).isSuccessorOf(FRESH)).isFalse();
        assertThat(FRESH.confirmed().accepted().isSuccessorOf(FRESH.confirmed())).isTrue();
    }

    @Test
    void unknownFieldsGoWithTheEntryWhateverBecomesOfIt() {
        Gap entry = FRESH.withExtras(Map.of("x", 1));

        assertThat(entry.revised(GapSamples.bare()).confirmed().accepted().extras()).isEqualTo(Map.of("x", 1));
        assertThat(entry).isNotEqualTo(FRESH);
    }

    @Test
    void unknownFieldsOfADecisionAreNotSaidOfAnother() {
        GapDecision decision = GapSamples.full().withExtras(Map.of("x", 1));

        assertThat(decision.extras()).isNotEmpty();
        assertThat(decision.withTo(GapEnd.UNKNOWN).extras()).isEmpty();
        assertThat(decision.saysTheSameAs(GapSamples.full())).isTrue();
        assertThat(decision).isNotEqualTo(GapSamples.full());
    }

    @Test
    void isOneReadableLine() {
        Gap entry = FRESH.confirmed();

        assertThat(entry).hasToString("id=3 kind=GAP source=orders cause=PURGED errno=1236"
                + " text='Could not find first log file name' policy=earliest"
                + " from=mysql-bin.000123:4567[time=1795341103,gtids='" + GapSamples.UUID + ":1-6']"
                + " to=mysql-bin.000130:4[time=1795341103,gtids='" + GapSamples.UUID + ":1-6']"
                + " certainty=BOUNDED missing=b.123..b.130[bytes=7000000000] surplus='" + GapSamples.UUID + ":7-9'"
                + " status=OPEN");
    }

    @Test
    void saysWhatIsUnknown() {
        assertThat(Gap.of(1, GapSamples.TRADES, GapSamples.bare()).revised(GapSamples.decision(GapKind.GAP, 2)))
                .hasToString("id=1 kind=GAP source=[::1]:3306 cause=TEST policy=halt from=unknown to=unknown"
                        + " certainty=POSSIBLE missing=unknown status=UNCONFIRMED revisions=1");
    }
}
