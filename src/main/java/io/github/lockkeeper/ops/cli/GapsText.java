package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import java.util.List;

/** Entries of a journal as a table. */
final class GapsText {
    private final Moments moments;

    GapsText(Moments moments) {
        this.moments = moments;
    }

    /**
     * @param place of the journal
     * @param entries those to show, possibly none
     */
    String of(String destination, String place, List<Gap> entries) {
        String title = Shown.line("destination " + destination + ", " + place) + "\n";
        return title + (entries.isEmpty() ? "no entries\n" : table(entries));
    }

    private String table(List<Gap> entries) {
        TextTable table = new TextTable(
                "ID", "WHEN", "KIND", "SOURCE", "CERTAINTY", "STATUS", "POLICY", "FROM", "TO", "MISSING");
        for (Gap entry : entries) {
            GapDecision decision = entry.decision();
            table.row(String.valueOf(entry.id()), moments.ofMillis(decision.decidedAtMillis()),
                    decision.kind().name(), entry.source().value(), decision.certainty().name(),
                    entry.status().name(), decision.policy(), PlaceText.cut(decision.from(), moments),
                    PlaceText.cut(decision.to(), moments), PlaceText.cut(decision.missing()));
        }
        return table.text();
    }
}
