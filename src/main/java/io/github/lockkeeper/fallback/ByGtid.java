package io.github.lockkeeper.fallback;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.StartPoint;
import java.util.Optional;

/**
 * By the stored GTID set, where the server can send all that is not in it. A server that lacks transactions of ours
 * gets the set without them: it would refuse one that holds more than it has executed under its own name. Nothing of
 * its own is skipped by that, and what it lacks is listed. Not where it writes no binlog, nor where a listed file was
 * removed from its disk: the server would look into it.
 */
final class ByGtid implements FallbackPolicy {

    @Override
    public Optional<FallbackDecision> decide(FallbackCase source) {
        return on(source.here(), source);
    }

    static Optional<FallbackDecision> on(BinlogCatalog server, FallbackCase source) {
        Optional<GtidSet> delivered = source.provenGtids();
        boolean canSend = server.oldest().isPresent() && !server.hasHole();
        if (!delivered.isPresent() || !server.executed().isPresent() || !canSend) {
            return Optional.empty();
        }
        GtidSet surplus = delivered.get().subtract(server.executed().get());
        GtidSet common = delivered.get().subtract(surplus);
        if (common.isEmpty() || !server.purged().subtract(common).isEmpty()) {
            return Optional.empty();
        }
        GapKind kind = surplus.isEmpty() ? GapKind.REPLAY : GapKind.DIVERGED;
        return Optional.of(FallbackDecision.at(FallbackStep.GTID, kind, StartPoint.afterGtids(Gtids.of(common)))
                .knowing(MissingPart.NOTHING, Certainty.EXACT).withSurplus(surplus));
    }
}
