package io.github.lockkeeper.testkit.oracle;

import io.github.lockkeeper.testkit.load.CommitPlaces;
import io.github.lockkeeper.testkit.load.LedgerEntry;
import io.github.lockkeeper.testkit.stream.ConsumerRecord;
import java.util.List;
import java.util.function.Predicate;

/**
 * What may be missing, because the journal says so: the entries of a source, against the places at which its changes
 * stood in the binlog. A change whose place nobody read may not be missing.
 */
public record JournalledLosses(Journal journal, CommitPlaces places) {

    static final JournalledLosses NONE = new JournalledLosses(Journal.of(""), new CommitPlaces());

    boolean covers(LedgerEntry change) {
        return covers(change, entry -> true);
    }

    private boolean covers(LedgerEntry change, Predicate<JournalEntry> which) {
        return places.of(change.change()).map(place -> journal.moves(change.source()).stream()
                .filter(which).anyMatch(entry -> entry.covers(place))).orElse(false);
    }

    /** What exact entries name the consumer must not hold: an entry that names too much hides a loss. */
    void assertNotHeld(List<LedgerEntry> expected, ConsumerRecord record) {
        List<LedgerEntry> held = expected.stream().filter(change -> record.holds(change.change()))
                .filter(change -> covers(change, JournalEntry::isExact)).toList();
        if (!held.isEmpty()) {
            throw new AssertionError("held, but missing by exact entries: " + held + "\n" + journal.moves());
        }
    }
}
