package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;

/** One entry in full, with all that was decided before: a line for each thing that is known, nothing cut. */
final class GapEntryText {
    private final Moments moments;

    GapEntryText(Moments moments) {
        this.moments = moments;
    }

    String of(String destination, Gap entry) {
        TextTable head = new TextTable("", "");
        head.row("entry", String.valueOf(entry.id()));
        head.row("destination", destination);
        head.row("source", entry.source().value());
        head.row("status", entry.status().name());
        add(head, entry.decision());
        StringBuilder text = new StringBuilder(head.text());
        int number = 0;
        for (GapDecision earlier : entry.revisions()) {
            number++;
            TextTable table = new TextTable("", "");
            add(table, earlier);
            text.append("\nrevision ").append(number).append(" of ").append(entry.revisions().size())
                    .append(", decided before\n").append(table.text());
        }
        return text.toString();
    }

    private void add(TextTable table, GapDecision decision) {
        table.row("decided", moments.withAgeOfMillis(decision.decidedAtMillis()));
        table.row("kind", decision.kind().name());
        table.row("certainty", decision.certainty().name());
        table.row("policy", decision.policy());
        table.row("cause", of(decision.cause()));
        table.row("missing", PlaceText.whole(decision.missing()));
        decision.surplus().ifPresent(gtids -> table.row("surplus", gtids));
        add(table, "from", decision.from(), decision.serverBefore());
        add(table, "to", decision.to(), decision.serverAfter());
    }

    private static String of(GapCause cause) {
        return cause.code() + (cause.errno() == 0 ? "" : ", error " + cause.errno())
                + (cause.text().isEmpty() ? "" : ": " + cause.text());
    }

    private void add(TextTable table, String name, GapEnd end, ServerIdentity server) {
        table.row(name, end.offset().map(offset -> offset.coordinates().toString()).orElse(PlaceText.UNKNOWN));
        table.row("  server", server.toString());
        table.row("  last transaction", moments.withAgeOfSeconds(end.timestampSeconds())
                + end.offset().flatMap(BinlogOffset::lastGtid).map(gtid -> ", GTID " + gtid).orElse(""));
        end.offset().filter(offset -> offset.fileCreatedSeconds() != 0)
                .ifPresent(offset -> table.row("  file created", moments.ofSeconds(offset.fileCreatedSeconds())));
        table.row("  GTIDs", end.gtids().isPresent() ? end.gtids().toString() : "none");
    }
}
