package io.github.lockkeeper.demo;

import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The table at the end, and the sentence below it. */
final class Report {

    private static final String ROWS = "  %-9s %-14s %10s %10s %10s %12s";
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
        screen.plain(String.format(ROWS, "source", "server", "committed", "held", "missing", "sent again"));
        long again = 0;
        for (DemoSource source : stage.sources()) {
            long ofSource = stage.client().record().sentAgain(source.name());
            screen.plain(row(source.name(), source.version(), tally.of(source.name()),
                    verdict.lostBySource().getOrDefault(source.name(), 0L), ofSource));
            again += ofSource;
        }
        screen.plain(row("together", "", new Tally.Count(tally.written(), tally.held()), verdict.lost().size(), again));
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

    private static String row(String name, String server, Tally.Count count, long missing, long again) {
        return String.format(ROWS, name, server, number(count.written()), number(count.held()), number(missing),
                number(again));
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String age(SourceCursor cursor) {
        long seconds = cursor.offset().timestampSeconds();
        return seconds == 0 ? "?" : Duration.between(Instant.ofEpochSecond(seconds), Instant.now()).toSeconds() + " s";
    }
}
