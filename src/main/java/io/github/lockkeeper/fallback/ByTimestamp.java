package io.github.lockkeeper.fallback;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.StartPoint;
import java.util.Optional;

/**
 * By the time of the last delivered transaction. Only on another server, since on the same one a purge took that time
 * away and a reset changed its meaning; only without GTIDs, which know better; only where the other server logs what
 * it replicates, and reaches back far enough. What lies in the margin comes twice.
 */
final class ByTimestamp implements FallbackPolicy {

    @Override
    public Optional<FallbackDecision> decide(FallbackCase source) {
        return on(source.here(), source);
    }

    static Optional<FallbackDecision> on(BinlogCatalog server, FallbackCase source) {
        boolean isAnother = source.cursor().identity().isKnown()
                && !source.cursor().identity().isSameServer(server.identity());
        boolean gtidsKnowBetter = source.provenGtids().isPresent() && server.executed().isPresent();
        long wanted = source.wantedSeconds(server);
        boolean reachesBack = server.oldestCreatedSeconds() > 0 && server.oldestCreatedSeconds() < wanted;
        if (!isAnother || gtidsKnowBetter || !server.logsReplicated() || !reachesBack) {
            return Optional.empty();
        }
        return Optional.of(FallbackDecision.at(
                        FallbackStep.TIMESTAMP, GapKind.REPLAY, StartPoint.atTimestampSeconds(wanted))
                .knowing(MissingPart.UNKNOWN, Certainty.POSSIBLE));
    }
}
