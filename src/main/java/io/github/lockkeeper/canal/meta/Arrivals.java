package io.github.lockkeeper.canal.meta;

import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.GapLedger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Confirms the entries of the journal: when the server sends from where an entry leads to, and the record on disk is
 * behind that place. Not before, else a crash in between would decide the same move a second time, as another entry.
 *
 * <p>Thread-safe: told on the sources' threads, confirms on the flush thread or at once.
 */
final class Arrivals {

    private final CursorKeeper keeper;
    private final CursorTracker tracker;
    private final GapLedger ledger;
    private final Map<SourceName, Long> attempts = new ConcurrentHashMap<>();

    Arrivals(CursorKeeper keeper, CursorTracker tracker, GapLedger ledger) {
        this.keeper = keeper;
        this.tracker = tracker;
        this.ledger = ledger;
    }

    /** @param attempt the number of the dump attempt that brought the first event */
    void arrived(SourceName source, long attempt) {
        Optional<Gap> entry = ledger.pending(source);
        if (!entry.isPresent()) {
            return;
        }
        attempts.put(source, attempt);
        ledger.arrived(source);
        // A source that goes back may be there on disk already, with events of before still on their way.
        boolean durable = !entry.get().decision().leadsBack() && keeper.stored(source)
                .map(cursor -> GapEnd.of(cursor.offset()).equals(entry.get().decision().to())).orElse(false);
        if (durable) {
            confirm(source, attempt);
        }
    }

    /**
     * Looks which sources are acknowledged behind the places that their entries lead to.
     *
     * @return confirms their entries; to be run once all that is acknowledged now is durable
     */
    Runnable reached() {
        if (attempts.isEmpty()) {
            return () -> { };
        }
        Map<SourceName, Long> reached = new HashMap<>(attempts);
        reached.entrySet().removeIf(arrival -> tracker.acknowledgedAttempt(arrival.getKey()) < arrival.getValue());
        return () -> reached.forEach(this::confirm);
    }

    /** Not where another entry has arrived since: what is durable is not behind that one. */
    private void confirm(SourceName source, long attempt) {
        if (Long.valueOf(attempt).equals(attempts.get(source))) {
            ledger.confirm(source);
            attempts.remove(source, attempt);
        }
    }
}
