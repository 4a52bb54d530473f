package io.github.lockkeeper.recovery;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.persistence.memory.MemoryGapJournal;
import io.github.lockkeeper.position.SourceName;
import java.util.List;
import java.util.Optional;

/** A journal in memory whose next writes fail at will. */
public final class FlakyGapJournal implements GapJournal {

    private final MemoryGapJournal memory;
    private int failing;

    public FlakyGapJournal() {
        this(new MemoryGapJournal());
    }

    private FlakyGapJournal(MemoryGapJournal memory) {
        this.memory = memory;
        memory.open();
    }

    /** The same place, as the next process finds it. */
    public FlakyGapJournal afterCrash() {
        return new FlakyGapJournal(memory.sharing());
    }

    public void failNextWrites(int times) {
        failing = times;
    }

    private void write() {
        if (failing > 0) {
            failing--;
            throw new GapJournalException(GapJournalException.Kind.UNAVAILABLE, "the disk", "is full", "Make room.");
        }
    }

    @Override
    public Optional<String> open() {
        return Optional.empty();
    }

    @Override
    public Gap append(SourceName source, GapDecision decision) {
        write();
        return memory.append(source, decision);
    }

    @Override
    public void amend(Gap entry) {
        write();
        memory.amend(entry);
    }

    @Override
    public List<Gap> entries() {
        return memory.entries();
    }

    @Override
    public Optional<Gap> unconfirmed(SourceName source) {
        return memory.unconfirmed(source);
    }

    @Override
    public String description() {
        return "a flaky journal";
    }

    @Override
    public void close() {
        memory.close();
    }
}
