package io.github.lockkeeper.fallback;

import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.StartPoint;
import java.util.Optional;

/** From the newest position: what lies in front of it is given up. Only where the user says so. */
final class ByLatest implements FallbackPolicy {

    @Override
    public Optional<FallbackDecision> decide(FallbackCase source) {
        boolean rewound = source.fault().kind() == FaultKind.REWOUND;
        FallbackDecision decision = FallbackDecision.at(
                FallbackStep.LATEST, rewound ? GapKind.REWOUND : GapKind.GAP, StartPoint.latest());
        boolean ownHistory = source.fault().kind() == FaultKind.BINLOG_PURGED
                || source.fault().kind() == FaultKind.GTIDS_PURGED;
        return Optional.of((ownHistory ? decision : decision.knowing(MissingPart.UNKNOWN, Certainty.POSSIBLE))
                .withSurplus(source.surplus()));
    }
}
