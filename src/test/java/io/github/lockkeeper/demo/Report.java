package io.github.lockkeeper.demo;

import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapStatus;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table at the end, and the sentence below it. */
final class Report {

    private static final String ROWS = "  %-9s %-14s %10s %10s %10s %10s %12s";
    private static final String ENTRIES = "  %-6s %-9s %-8s %-10s %-10s %-28s %s";
    private static final int UUID_SHOWN = 8;
    private static final String CURSORS = "  %-9s %-28s %-28s %-6s %s";

    private final Stage stage;
    private final Screen screen;

    Report(Stage stage, Screen screen) {
        this.stage = stage;
        this.screen = screen;
    }

    /** The client against the sources' own tables. */
    Verdict rows() {
        Verdict verdict = Oracle.judge(stage.load(), stage.client().record());
        Tally tally = Tally.now(stage);
        screen.plain(String.format(ROWS, "source", "server", "committed", "held", "missing", "purged",
                "sent again"));
        long again = 0;
        for (DemoSource source : stage.sources()) {
            long ofSource = stage.client().record().sentAgain(source.name());
            screen.plain(row(source.name(), source.version(), tally.of(source.name()),
                    verdict.lostBySource().getOrDefault(source.name(), 0L), purgedOf(source.name()), ofSource));
            again += ofSource;
        }
        screen.plain(row("together", "", new Tally.Count(tally.written(), tally.held()), verdict.lost().size(),
                stage.purge().changes().size(), again));
        return verdict;
    }

    /** The record against the ends of the sources' binlogs. */
    void cursors() {
        screen.plain(String.format(CURSORS, "source", "cursor in the record", "end of the binlog", "GTIDs", "age"));
        for (DemoSource source : stage.sources()) {
            BinlogCoordinates end = source.end();
            screen.plain(stage.cursor(source.name()).map(cursor -> String.format(CURSORS, source.name(),
                    cursor.offset().coordinates(), end.equals(cursor.offset().coordinates()) ? "the same" : end,
                    cursor.offset().gtids().isPresent() ? "yes" : "no", age(cursor)))
                    .orElse("  " + source.name() + " has no cursor"));
        }
    }

    private long purgedOf(String source) {
        return source.equals(stage.purge().source()) ? stage.purge().changes().size() : 0;
    }

    /** The journal against what was purged; true if it says just that, and of nothing else that anything is missing. */
    boolean journal() {
        screen.plain(String.format(ENTRIES, "entry", "source", "kind", "certainty", "policy", "goes on at", "missing"));
        stage.journal().forEach(this::entry);
        Purge purge = stage.purge();
        if (purge.gtids().isEmpty()) {
            return harmful().isEmpty();
        }
        boolean told = harmful().stream().anyMatch(entry -> tells(entry, purge));
        screen.plain("  The server says that " + String.join(", ", purge.files()) + " had, and nobody had read: "
                + shortened(purge.gtids().toString()) + (told ? ", the same." : ", which is NOT the same."));
        return told && harmful().size() == 1;
    }

    private void entry(Gap entry) {
        GapDecision decision = entry.decision();
        screen.plain(String.format(ENTRIES, entry.id(), entry.source(), decision.kind(), decision.certainty(),
                decision.policy(), decision.to().offset().map(to -> to.coordinates().toString()).orElse("by GTID"),
                decision.missing().isNothing() ? "nothing"
                        : decision.missing().gtids().map(Report::shortened).orElse(decision.missing().toString())));
    }

    private List<Gap> harmful() {
        return stage.journal().stream().filter(entry -> entry.status() != GapStatus.ACCEPTED).toList();
    }

    private static boolean tells(Gap entry, Purge purge) {
        return entry.source().value().equals(purge.source()) && entry.decision().certainty() == Certainty.EXACT
                && entry.decision().missing().gtids().map(GtidSet::parse).equals(Optional.of(purge.gtids()));
    }

    void success(Verdict verdict) {
        Purge purge = stage.purge();
        long there = verdict.expected() - purge.changes().size();
        screen.plain("Verdict: everything matches. Over a kill, a cut, restarts and a purge the client got each of the "
                + number(there) + " changes");
        screen.plain("that a binlog still had, each row's in order. The " + number(purge.changes().size())
                + " others are those that " + purge.source() + " purged, in " + number(purge.gtids().count())
                + " transactions;");
        screen.plain("the journal has exactly these, and but for their rows the client's tables equal the sources'.");
    }

    /** A UUID fills half a line, and its beginning tells it from another one's. */
    static String shortened(String gtids) {
        return gtids.replaceAll("\\b(\\p{XDigit}{" + UUID_SHOWN + "})-[\\p{XDigit}-]{27}(?=:)", "$1...");
    }

    private static String row(
            String name, String server, Tally.Count count, long missing, long purged, long again) {
        return String.format(ROWS, name, server, number(count.written()), number(count.held()), number(missing),
                number(purged), number(again));
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String age(SourceCursor cursor) {
        long seconds = cursor.offset().timestampSeconds();
        return seconds == 0 ? "?" : Duration.between(Instant.ofEpochSecond(seconds), Instant.now()).toSeconds() + " s";
    }
}
