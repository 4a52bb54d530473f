package io.github.lockkeeper.testkit.oracle;

import io.github.lockkeeper.testkit.load.LedgerEntry;
import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.stream.Duplicates;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the oracle found. */
public record Verdict(int expected, List<LedgerEntry> lost, List<Difference> differences, Findings findings,
        Duplicates duplicates) {

    private static final int SHOWN = 10;

    /** Nothing lost, nothing out of order, nothing misread, the same final rows. Duplicates are no fault by themselves. */
    public Verdict assertClean() {
        return assertCleanExcept(entry -> false);
    }

    /** The same of rows that were found equal at a moment that counts. */
    Verdict withoutDifferences() {
        return new Verdict(expected, lost, List.of(), findings, duplicates);
    }

    /**
     * As {@link #assertClean()}, but for losses that are accounted for, such as by a journalled gap. The rows of
     * excused losses may differ in the end.
     */
    public Verdict assertCleanExcept(Predicate<LedgerEntry> excused) {
        Set<RowKey> excusedRows = lost.stream().filter(excused).map(entry -> entry.change().key())
                .collect(Collectors.toSet());
        boolean allExcused = lost.stream().allMatch(excused)
                && differences.stream().allMatch(difference -> excusedRows.contains(difference.key()));
        if (!allExcused || !findings.none()) {
            throw new AssertionError(report());
        }
        return this;
    }

    /** Losses a source. */
    public Map<String, Long> lostBySource() {
        return lost.stream().collect(Collectors.groupingBy(LedgerEntry::source, TreeMap::new, Collectors.counting()));
    }

    /** Numbers first, then the first few of each kind of fault. */
    public String report() {
        StringBuilder text = new StringBuilder("oracle: " + expected + " changes committed, " + lost.size() + " lost "
                + lostBySource() + ", " + differences.size() + " rows differ in the end; " + duplicates);
        lostBySource().keySet().forEach(source -> span(text, source));
        section(text, "lost", lost);
        section(text, "rows that differ (held instead of source's)", differences);
        section(text, "out of order", findings.disorder());
        section(text, "never committed", findings.unknown());
        section(text, "misread", findings.misread());
        section(text, "should have been filtered", findings.filtered());
        section(text, "END without BEGIN", findings.orphans());
        return text.toString();
    }

    private void span(StringBuilder text, String source) {
        List<LedgerEntry> ofSource = lost.stream().filter(entry -> entry.source().equals(source))
                .sorted(Comparator.comparing(LedgerEntry::committed)).toList();
        text.append("\n  ").append(source).append(" lost changes committed from ").append(ofSource.get(0).committed())
                .append(" to ").append(ofSource.get(ofSource.size() - 1).committed());
    }

    private static void section(StringBuilder text, String title, List<?> faults) {
        if (faults.isEmpty()) {
            return;
        }
        text.append("\n  ").append(title).append(" (").append(faults.size()).append("):");
        faults.stream().limit(SHOWN).forEach(fault -> text.append("\n    ").append(fault));
        if (faults.size() > SHOWN) {
            text.append("\n    …");
        }
    }
}
