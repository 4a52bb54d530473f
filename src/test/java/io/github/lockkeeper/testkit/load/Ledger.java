package io.github.lockkeeper.testkit.load;

import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was committed, where, and per key in which order. */
public final class Ledger {

    private final List<LedgerEntry> entries = new ArrayList<>();

    /** A transaction was committed. Each key has one writer, so that its entries are in the order of their commits. */
    public synchronized void committed(String source, Collection<RowChange> changes) {
        Instant now = Instant.now();
        changes.forEach(change -> entries.add(new LedgerEntry(source, change, now)));
    }

    /** All entries. */
    public synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    /** What a consumer must see: all but the filtered tables' rows. */
    public List<LedgerEntry> expected() {
        return entries().stream().filter(entry -> !entry.change().key().isFiltered()).toList();
    }

    public synchronized int size() {
        return entries.size();
    }

    /** The versions of the rows that must exist at a source. */
    public Map<RowKey, Long> state(String source) {
        Map<RowKey, Long> state = new HashMap<>();
        for (LedgerEntry entry : expected()) {
            RowChange change = entry.change();
            if (!entry.source().equals(source)) {
                continue;
            }
            if (change.kind() == RowChange.Kind.DELETE) {
                state.remove(change.key());
            } else {
                state.put(change.key(), change.version());
            }
        }
        return state;
    }
}
