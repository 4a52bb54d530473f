package io.github.lockkeeper.persistence.memory;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEntries;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.position.SourceName;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the journal in memory: it is lost with the process, as {@code canal.instance.group.cursor.store=memory} asks
 * for. Every journal made by {@link #sharing()} looks at the same entries, as if all opened the same place.
 */
public final class MemoryGapJournal implements GapJournal {
    /** Also the lock that guards everything here. */
    private final GapEntries entries;
    private boolean opened;
    private boolean closed;

    /** A new, empty place. */
    public MemoryGapJournal() {
        this(new GapEntries());
    }

    private MemoryGapJournal(GapEntries entries) {
        this.entries = entries;
    }

    /** Another journal on the same place; usable after this one is closed. */
    public MemoryGapJournal sharing() {
        return new MemoryGapJournal(entries);
    }

    @Override
    public Optional<String> open() {
        synchronized (entries) {
            if (opened) {
                throw new IllegalStateException("journal was opened before: " + description());
            }
            requireNotClosed();
            opened = true;
            return Optional.empty();
        }
    }

    @Override
    public Gap append(SourceName source, GapDecision decision) {
        synchronized (entries) {
            requireOpen();
            Gap entry = entries.next(source, decision);
            entries.put(entry);
            return entry;
        }
    }

    @Override
    public void amend(Gap entry) {
        synchronized (entries) {
            requireOpen();
            entries.requireKnown(entry.id());
            entries.put(entry);
        }
    }

    @Override
    public List<Gap> entries() {
        synchronized (entries) {
            requireOpened();
            return entries.inOrder();
        }
    }

    @Override
    public Optional<Gap> unconfirmed(SourceName source) {
        synchronized (entries) {
            requireOpened();
            return entries.unconfirmed(source);
        }
    }

    private void requireOpen() {
        requireOpened();
        requireNotClosed();
    }

    private void requireOpened() {
        if (!opened) {
            throw new IllegalStateException("journal is not open: " + description());
        }
    }

    private void requireNotClosed() {
        if (closed) {
            throw new IllegalStateException("journal is closed: " + description());
        }
    }

    @Override
    public String description() {
        return "memory (lost with the process)";
    }

    @Override
    public void close() {
        synchronized (entries) {
            closed = true;
        }
    }
}
