package io.github.lockkeeper.fallback;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.BinlogFile;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.StartPoint;
import java.util.Optional;

/**
 * From the oldest that the server still has of what was not delivered: in the cursor's own history the next file that
 * can be read, on another server by GTID, else the oldest file of all.
 */
final class ByEarliest implements FallbackPolicy {

    @Override
    public Optional<FallbackDecision> decide(FallbackCase source) {
        Optional<BinlogFile> next = source.here().nextAfter(source.cursor().offset().coordinates().file());
        if (source.fault().kind() == FaultKind.BINLOG_PURGED && next.isPresent()) {
            return Optional.of(FallbackDecision.at(FallbackStep.EARLIEST, GapKind.GAP, beginningOf(next.get())));
        }
        // Where a listed file was removed from the disk the server would look into it, by GTID.
        boolean gtids = source.provenGtids().isPresent() && source.here().executed().isPresent()
                && !source.here().hasHole();
        return gtids ? byGtid(source, source.provenGtids().get()) : oldest(source);
    }

    /** All that it has and we do not: what it purged counts as passed, what it lacks is taken out. */
    private static Optional<FallbackDecision> byGtid(FallbackCase source, GtidSet delivered) {
        BinlogCatalog here = source.here();
        GtidSet surplus = source.surplus();
        GtidSet missing = here.purged().subtract(delivered);
        GtidSet from = delivered.subtract(surplus).union(here.purged());
        GapKind kind = surplus.isEmpty() ? GapKind.GAP : GapKind.DIVERGED;
        MissingPart part = missing.isEmpty() ? MissingPart.NOTHING : MissingPart.ofGtids(missing.toString());
        // No server is asked by an empty set: all of it is what its files hold.
        Optional<StartPoint> target = from.isEmpty() ? here.oldest().map(ByEarliest::beginningOf)
                : Optional.of(StartPoint.afterGtids(Gtids.of(from)));
        return target.map(to -> FallbackDecision.at(FallbackStep.EARLIEST, kind, to)
                .knowing(part, Certainty.EXACT).withSurplus(surplus));
    }

    /** Nothing proves how this history goes with ours: all of it is replayed, and something may be missing. */
    private static Optional<FallbackDecision> oldest(FallbackCase source) {
        return source.here().oldest().map(file -> FallbackDecision
                .at(FallbackStep.EARLIEST, kindOf(source), beginningOf(file))
                .knowing(MissingPart.UNKNOWN, Certainty.POSSIBLE).withSurplus(source.surplus()));
    }

    private static GapKind kindOf(FallbackCase source) {
        SourceCursor cursor = source.cursor();
        boolean isAnother = cursor.identity().isKnown() && !cursor.identity().isSameServer(source.here().identity());
        if (source.fault().kind() == FaultKind.REWOUND && !isAnother) {
            return GapKind.REWOUND;
        }
        return source.surplus().isEmpty() ? GapKind.GAP : GapKind.DIVERGED;
    }

    private static StartPoint beginningOf(BinlogFile file) {
        return StartPoint.at(BinlogCoordinates.of(file.name(), BinlogCoordinates.FIRST_POSITION));
    }
}
