package io.github.lockkeeper.recovery;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.CatalogLookup;
import io.github.lockkeeper.catalog.CatalogVerdict;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fallback.FallbackCase;
import io.github.lockkeeper.fallback.MissingBetween;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.OffsetOrder;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;

/**
 * A move that a person ordered ({@code move.to}), past an event that nobody can read for instance: done once, with an
 * entry in the journal like any other, and known by that entry from then on.
 */
final class OrderedMove {

    static final String POLICY = "operator";

    private final SourceName source;
    private final BinlogCoordinates to;

    OrderedMove(SourceName source, BinlogCoordinates to) {
        this.source = source;
        this.to = to;
    }

    /**
     * Whether it has not been done yet, as far as the journal knows; one whose confirmation a crash took has been, if
     * the source stands behind where it began.
     */
    boolean isDue(GapLedger ledger, SourceCursor cursor) {
        boolean isBehind = ledger.pending(source).map(Gap::decision).filter(this::isThis)
                .filter(move -> !GapDecisions.isUndone(move, GapEnd.of(cursor.offset()), cursor.identity())).isPresent();
        return !isBehind && !ledger.hasHappened(source, this::isThis);
    }

    private boolean isThis(GapDecision decision) {
        return decision.policy().equals(POLICY)
                && decision.to().offset().map(BinlogOffset::coordinates).filter(to::equals).isPresent();
    }

    /** @throws SourceFaultException if the server has no such place */
    SourceCursor target(BinlogCatalog catalog, Candidate here) throws IOException {
        DumpReach.require(to, key());
        if (new CatalogLookup(catalog).place(to) != CatalogVerdict.IN_RANGE) {
            throw new SourceFaultException(FaultKind.BAD_START, key() + "="
                    + to + " is not there: the server has " + catalog);
        }
        return SourceCursor.of(Target.place(here, to), catalog.identity(), here.address());
    }

    /** @param pastIncident whether events that the server itself has lost lie in between */
    GapDecision decision(SourceCursor from, SourceCursor target, FallbackCase seen, boolean pastIncident, long nowMillis) {
        boolean isSameServer = from.identity().isSameServer(target.identity()) || !from.identity().isKnown();
        boolean isBack = isSameServer && target.offset().orderTo(from.offset()) == OffsetOrder.BEFORE;
        GapCause cause = GapCause.of("ORDERED", 0, key() + "=" + to);
        GapKind forward = pastIncident ? GapKind.INCIDENT : GapKind.SKIPPED;
        GapDecision decision = GapDecision.of(isBack ? GapKind.REPLAY : forward, cause, POLICY,
                        Certainty.POSSIBLE, nowMillis)
                .withFrom(GapEnd.of(from.offset())).withTo(GapEnd.of(target.offset()))
                .withServers(from.identity(), target.identity());
        if (isBack) {
            return decision.withMissing(MissingPart.NOTHING).withCertainty(Certainty.EXACT);
        }
        if (pastIncident) {
            // What the server lost is in no file, and under no GTID.
            return decision;
        }
        MissingBetween between = MissingBetween.of(seen, target.offset());
        boolean isTold = isSameServer || between.certainty() == Certainty.EXACT;
        return isTold ? decision.withMissing(between.part()).withCertainty(between.certainty()) : decision;
    }

    private String key() {
        return "canal.instance.group.source." + source + ".move.to";
    }

    /** For what lies between: a fault that leaves the GTIDs their meaning. */
    static Fault why() {
        return Fault.of(FaultKind.BINLOG_PURGED, "ordered");
    }
}
