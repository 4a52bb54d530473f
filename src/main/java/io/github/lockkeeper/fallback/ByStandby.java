package io.github.lockkeeper.fallback;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.gap.GapKind;
import java.util.Optional;

/** On the standby, where it still has what is missing: by GTID, and without GTIDs by time. */
final class ByStandby implements FallbackPolicy {

    @Override
    public Optional<FallbackDecision> decide(FallbackCase source) {
        return source.standby().flatMap(standby -> on(standby, source));
    }

    private static Optional<FallbackDecision> on(BinlogCatalog standby, FallbackCase source) {
        Optional<FallbackDecision> byGtid = ByGtid.on(standby, source)
                // A standby that lacks what was delivered is behind, or another branch: no remedy for a purge.
                .filter(decision -> decision.kind() == GapKind.REPLAY);
        Optional<FallbackDecision> found = byGtid.isPresent() ? byGtid : ByTimestamp.on(standby, source);
        return found.map(decision -> decision.by(FallbackStep.STANDBY).movedToStandby());
    }
}
