package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.position.Excerpt;
import io.github.lockkeeper.recovery.RecoveryListener;

/** One WARN and one alarm for each move of a source. */
final class HealReport implements RecoveryListener {

    private final Reporter reporter;

    HealReport(Reporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void moves(Gap entry) {
        GapDecision decision = entry.decision();
        reporter.warn("source=" + entry.source() + " fault=" + decision.cause().code() + " policy=" + decision.policy()
                + " from=" + decision.from() + " to=" + decision.to() + " certainty=" + decision.certainty()
                + " gap=" + entry.id() + " kind=" + decision.kind() + " missing=" + decision.missing()
                + decision.surplus().map(gtids -> " surplus=" + Excerpt.of(gtids)).orElse(""));
    }

    @Override
    public void notes(String line) {
        reporter.note(line);
    }
}
