package io.github.lockkeeper.cursor;

import io.github.lockkeeper.position.SourceName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps the group's durable record in step with what the clients have acknowledged.
 *
 * <p>Saved means memory, flushed means durable: the {@link CursorTracker} is moved by each acknowledgement, the record
 * by {@link #flush()} and, for a source's first offset, by {@link #fix}.
 *
 * <p>Thread-safe. One keeper holds one claim, from {@link #open} to {@link #close}.
 */
public final class CursorKeeper {

    private final CursorStore store;
    private final CursorTracker tracker;
    private final Set<SourceName> configured;
    private final Supplier<Optional<CursorReading>> former;
    private volatile CursorClaim claim;

    /**
     * @param configured the sources that the configuration names; the cursors of others are retired, not dropped
     */
    public CursorKeeper(CursorStore store, CursorTracker tracker, Collection<SourceName> configured) {
        this(store, tracker, configured, Optional::empty);
    }

    /**
     * @param configured the sources that the configuration names; the cursors of others are retired, not dropped
     * @param former     the record of the place that was used before this store, asked only where this store has never
     *                   had one: else every source would begin as for the first time, and lose what is between
     */
    public CursorKeeper(CursorStore store, CursorTracker tracker, Collection<SourceName> configured,
                        Supplier<Optional<CursorReading>> former) {
        this.store = store;
        this.tracker = tracker;
        this.configured = new LinkedHashSet<>(configured);
        this.former = former;
    }

    /**
     * Takes the destination over.
     *
     * @return a sentence for the operator if an older generation of the record had to be used, or that of another place
     * @throws CursorStoreException if the record cannot be had; nothing may start then
     */
    public synchronized Optional<String> open() {
        claim = store.claim();
        try {
            Optional<CursorReading> taken = isUntouched() ? former.get() : Optional.empty();
            GroupCursor record = taken.map(reading -> reading.record().withEpoch(record().epoch())).orElse(record());
            save(record.retireAllBut(configured));
            return taken.isPresent() ? taken.map(this::takenOver) : claim.warning();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private boolean isUntouched() {
        return isNew() && record().extras().isEmpty();
    }

    private String takenOver(CursorReading reading) {
        return "the cursors of " + reading.place() + " are taken over into " + store.description() + ", which had none. The"
                + " file is not written any more; the journal beside it stays as it is."
                + reading.warning().map(warning -> " " + warning).orElse("");
    }

    /** As {@link CursorClaim#watch}; once, after {@link #open}. */
    public void watch(OwnershipListener listener) {
        claim().watch(listener);
    }

    /** As {@link CursorClaim#isConfirmed}; false while this keeper is not open. Takes no lock. */
    public boolean isConfirmed() {
        CursorClaim held = claim;
        return held != null && held.isConfirmed();
    }

    /** As {@link CursorClaim#lateSends}; empty while this keeper is not open. Takes no lock. */
    public List<LateSends> lateSends() {
        CursorClaim held = claim;
        return held == null ? Collections.emptyList() : held.lateSends();
    }

    /** As {@link CursorStore#leave}; also after {@link #close}. */
    public void leave(LateSends word) {
        store.leave(word);
    }

    /** As {@link CursorClaim#settle}. */
    public void settle(LateSends word) {
        claim().settle(word);
    }

    /** Where a source resumes after a restart: what was acknowledged last, else what the record says. */
    public synchronized Optional<SourceCursor> cursor(SourceName source) {
        Optional<SourceCursor> acknowledged = tracker.acknowledged(source);
        return acknowledged.isPresent() ? acknowledged : stored(source);
    }

    /** The durable cursor of a source. */
    public synchronized Optional<SourceCursor> stored(SourceName source) {
        return Optional.ofNullable(record().sources().get(source));
    }

    /** The record as it was last made durable. */
    public synchronized GroupCursor record() {
        return claim().record();
    }

    /**
     * Makes the start of a source durable before its first dump (I6).
     *
     * @throws CursorStoreException if it cannot be written; the dump must not begin then
     */
    public synchronized void fix(SourceName source, SourceCursor start) {
        save(record().withSource(source, start));
    }

    /** Whether the record knows of no source, not even a former one. */
    public synchronized boolean isNew() {
        return record().sources().isEmpty() && record().retired().isEmpty();
    }

    /** Whether every configured source has a cursor. */
    public synchronized boolean isComplete() {
        return record().sources().keySet().containsAll(configured);
    }

    /** What was noted in the record beside the cursors. */
    public synchronized Optional<Object> note(String name) {
        return Optional.ofNullable(record().extras().get(name));
    }

    /** Notes something in the record beside the cursors, durably; null takes the note away. */
    public synchronized void note(String name, Object value) {
        Map<String, Object> notes = new LinkedHashMap<>(record().extras());
        if (value == null) {
            notes.remove(name);
        } else {
            notes.put(name, value);
        }
        save(record().withExtras(notes));
    }

    /**
     * Makes durable what was acknowledged since the last flush.
     *
     * @return whether there was anything to write
     * @throws CursorStoreException if it cannot be written; what was acknowledged stays remembered for the next flush
     */
    public synchronized boolean flush() {
        GroupCursor next = record();
        for (Map.Entry<SourceName, SourceCursor> acknowledged : tracker.acknowledged().entrySet()) {
            next = advance(next, acknowledged.getKey(), acknowledged.getValue());
        }
        return save(next);
    }

    /** Fields that a newer version wrote beside a source's offset survive each move of it. */
    private static GroupCursor advance(GroupCursor record, SourceName source, SourceCursor cursor) {
        SourceCursor before = record.sources().get(source);
        return record.withSource(source, before == null ? cursor : cursor.withExtras(before.extras()));
    }

    private boolean save(GroupCursor next) {
        if (next.equals(record())) {
            return false;
        }
        claim().save(next);
        return true;
    }

    /** Gives the destination back, without a flush: whoever stops flushes first, and handles its failure. */
    public synchronized void close() {
        if (claim != null) {
            claim.close();
            claim = null;
        }
    }

    private CursorClaim claim() {
        CursorClaim held = claim;
        if (held == null) {
            throw new IllegalStateException("the record at " + store.description() + " is not claimed");
        }
        return held;
    }
}
