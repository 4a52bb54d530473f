package io.github.lockkeeper.fallback;

import static io.github.lockkeeper.fallback.World.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.fallback.World.Fate;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.StartPoint.Kind;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Diagnosis and chain against the servers as they really are. */
@Label("The chain, over random servers, cursors and policies")
class FallbackChainPropertiesTest {

    /** The case that the recovery would put before the policies; empty where the cursor can be used. */
    private static Optional<FallbackCase> seen(World world) {
        BinlogCatalog catalog = world.catalog();
        // Of a reset the catalogue does not always tell; the stream does.
        Optional<Fault> last = world.fate == Fate.RESET
                ? Optional.of(Fault.of(FaultKind.REWOUND, "made anew")) : Optional.empty();
        boolean byGtid = world.wantsGtids && !catalog.hasHole() && catalog.executed().isPresent()
                && world.cursor.offset().gtids().set().map(set -> !set.isEmpty()).orElse(false);
        Optional<Fault> fault = new Diagnosis(catalog).of(world.cursor, byGtid, last)
                // Where the file of the cursor is gone since the reset nothing tells.
                .filter(found -> world.fate != Fate.RESET || found.kind() == FaultKind.REWOUND);
        return fault.filter(Fault::heals).map(found -> FallbackCase.of(world.cursor, found, catalog, true, Cases.MARGIN)
                .withStandby(world.standbyCatalog()));
    }

    private static Optional<FallbackDecision> decide(World world) {
        return seen(world).flatMap(world.chain::decide);
    }

    private static BinlogCatalog decidedFor(World world, FallbackDecision decision) {
        return decision.isOnStandby() ? world.standbyCatalog() : world.catalog();
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    @Label("skips nothing that the server still has, unless the policy is latest")
    void skipsNothing(@ForAll long seed) {
        World world = new World(seed);
        decide(world).filter(decision -> decision.step() != FallbackStep.LATEST).ifPresent(decision ->
                assertThat(world.skipped(decision)).as("%s in %s", decision, world).isEmpty());
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    @Label("says EXACT only of what is exactly missing")
    void exact(@ForAll long seed) {
        World world = new World(seed);
        decide(world).ifPresent(decision -> {
            BinlogOffset place = place(world, decision);
            MissingBetween between = MissingBetween.of(seen(world).orElseThrow(), place);
            MissingPart part = decision.missing().orElseGet(between::part);
            Certainty certainty = decision.missing().isPresent() ? decision.certainty() : between.certainty();
            if (certainty == Certainty.EXACT) {
                GtidSet missing = place.gtids().set().orElseThrow().subtract(set(world.delivered));
                assertThat(part).as("%s in %s", decision, world)
                        .isEqualTo(missing.isEmpty() ? MissingPart.NOTHING : MissingPart.ofGtids(missing.toString()));
            } else {
                assertThat(part.isNothing()).as("%s in %s", decision, world).isFalse();
            }
        });
    }

    /** Where the target is, with what was written in front of it; of a set, with what is purged. */
    private static BinlogOffset place(World world, FallbackDecision decision) {
        World.Server server = decision.isOnStandby() ? world.standby : world.here;
        BinlogOffset anywhere = world.cursor.offset();
        if (!server.gtids()) {
            return anywhere.withGtids(Gtids.none());
        }
        BinlogCatalog catalog = decidedFor(world, decision);
        switch (decision.target().kind()) {
            case COORDINATES:
                BinlogFileName file = decision.target().coordinates().orElseThrow().file();
                return BinlogOffset.of(decision.target().coordinates().orElseThrow())
                        .withGtids(Gtids.of(set(server.before(file))));
            case LATEST:
                return anywhere.withGtids(Gtids.of(catalog.executed().orElseThrow()));
            default:
                return anywhere.withGtids(Gtids.of(catalog.purged()));
        }
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    @Label("I9: after a reset goes nowhere by GTID, and nothing is EXACT")
    void rewound(@ForAll long seed) {
        World world = new World(seed);
        if (world.fate == Fate.RESET) {
            decide(world).ifPresent(decision -> {
                assertThat(decision.target().kind()).as("%s in %s", decision, world).isNotEqualTo(Kind.GTIDS);
                assertThat(decision.missing()).contains(MissingPart.UNKNOWN);
                assertThat(decision.certainty()).isEqualTo(Certainty.POSSIBLE);
            });
        }
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    @Label("points to no file that is not on disk, and by GTID to no server that would look into one")
    void onDisk(@ForAll long seed) {
        World world = new World(seed);
        decide(world).ifPresent(decision -> {
            BinlogCatalog catalog = decidedFor(world, decision);
            decision.target().coordinates().ifPresent(at -> assertThat(catalog.file(at.file()).orElseThrow().isOnDisk())
                    .as("%s in %s", decision, world).isTrue());
            if (decision.target().kind() == Kind.GTIDS) {
                assertThat(catalog.hasHole()).as("%s in %s", decision, world).isFalse();
                assertThat(decision.target().gtids().set().orElseThrow().isEmpty()).isFalse();
            }
        });
    }

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
    @Label("(is put to the test: each policy decides, in each fate)")
    void covers(@ForAll long seed) {
        World world = new World(seed);
        Statistics.collect(world.fate, decide(world).map(FallbackDecision::step).orElse(FallbackStep.HALT));
        Statistics.coverage(coverage -> {
            for (Fate fate : Fate.values()) {
                for (FallbackStep step : FallbackStep.values()) {
                    coverage.check(fate, step).count(count -> count > 5 || step == FallbackStep.GTID && fate == Fate.RESET
                            || step == FallbackStep.TIMESTAMP && fate != Fate.REPLICA);
                }
            }
        });
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @Label("says the same of the same case, by a policy of the chain")
    void deterministic(@ForAll long seed) {
        World world = new World(seed);
        Optional<FallbackDecision> decision = decide(world);
        assertThat(decide(new World(seed))).isEqualTo(decision).hasSameHashCodeAs(decision);
        decision.ifPresent(made -> assertThat(world.chain.has(made.step())).isTrue());
    }
}
