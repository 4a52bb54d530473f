package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.GtidSet;
import java.util.Optional;

/**
 * Tells transactions that a server has lost from those that it has sent and not executed yet: what is missing in two
 * looks, one after the other. For one thread.
 */
final class LastingLoss {

    private GtidSet missedBefore = GtidSet.EMPTY;

    /** @param notExecuted what was delivered and the server does not count as executed now */
    Optional<Fault> look(GtidSet notExecuted) {
        GtidSet stillNot = notExecuted.subtract(notExecuted.subtract(missedBefore));
        missedBefore = notExecuted;
        return stillNot.isEmpty() ? Optional.empty() : Optional.of(Fault.of(FaultKind.REWOUND,
                "the server has not executed what was delivered: [" + stillNot + "]"));
    }
}
