package io.github.lockkeeper.recovery;

import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fallback.FallbackCase;
import io.github.lockkeeper.fallback.FallbackDecision;
import io.github.lockkeeper.fallback.MissingBetween;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.OffsetOrder;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.StartPoint;

/** What the journal says of a source that goes on elsewhere. */
final class GapDecisions {

    private GapDecisions() {
    }

    /** @param place where the source goes on */
    static GapDecision moved(FallbackCase seen, FallbackDecision decision, BinlogOffset place, long nowMillis) {
        boolean byGtid = decision.target().kind() == StartPoint.Kind.GTIDS;
        MissingBetween between = MissingBetween.of(seen, place);
        MissingPart missing = decision.missing().orElseGet(between::part);
        Certainty certainty = decision.missing().isPresent() ? decision.certainty() : between.certainty();
        // By GTID nobody knows the coordinates before the first event.
        GapEnd to = byGtid ? GapEnd.of(place.gtids(), place.timestampSeconds()) : GapEnd.of(place);
        GapDecision made = GapDecision.of(decision.kind(), GapCause.of(seen.fault()), decision.step().toString(),
                        certainty, nowMillis)
                .withFrom(GapEnd.of(seen.cursor().offset())).withTo(to).withMissing(missing)
                .withServers(seen.cursor().identity(), seen.here().identity());
        return decision.surplus().isEmpty() ? made : made.withSurplus(decision.surplus().toString());
    }

    /**
     * Whether a place lies where a move begins, or in front of that: a source that stands there has not made the move.
     * In doubt it has: an entry too many costs a look, one too few hides a loss.
     *
     * @param server that the place refers to
     */
    static boolean isUndone(GapDecision move, GapEnd at, ServerIdentity server) {
        boolean isSameServer = move.serverBefore().equals(server) || move.serverBefore().isSameServer(server);
        if (!isSameServer || !move.from().offset().isPresent() || !at.offset().isPresent()) {
            return false;
        }
        BinlogOffset begin = move.from().offset().get();
        BinlogOffset place = at.offset().get();
        OffsetOrder order = place.orderTo(begin);
        boolean isSameFile = place.coordinates().file().equals(begin.coordinates().file())
                && place.fileCreatedSeconds() == begin.fileCreatedSeconds();
        // After a reset the move leads to a place in front of where it begins, and its files to names of before.
        return isSameFile ? order != OffsetOrder.AFTER : order == OffsetOrder.BEFORE && !isReached(move.to(), place);
    }

    private static boolean isReached(GapEnd end, BinlogOffset place) {
        OffsetOrder order = end.offset().map(place::orderTo).orElse(OffsetOrder.INCOMPARABLE);
        return order == OffsetOrder.EQUAL || order == OffsetOrder.AFTER;
    }

    /** The source resumes at its cursor after all: what was decided is not done, and nothing is missing. */
    static GapDecision withdrawn(SourceCursor cursor, long nowMillis) {
        GapCause cause = GapCause.of("WITHDRAWN", 0, "the cursor can be used again: the source resumes there");
        return GapDecision.of(GapKind.REPLAY, cause, "resume", Certainty.EXACT, nowMillis)
                .withFrom(GapEnd.of(cursor.offset())).withTo(GapEnd.of(cursor.offset()))
                .withMissing(MissingPart.NOTHING).withServers(cursor.identity(), cursor.identity());
    }
}
