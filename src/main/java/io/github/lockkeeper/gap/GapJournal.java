package io.github.lockkeeper.gap;

import io.github.lockkeeper.position.SourceName;
import java.util.List;
import java.util.Optional;

/**
 * Where every loss is written down before anything moves (I13). Opened once, and only by whoever holds the
 * destination. Safe for use by several threads; what it has written it knows by heart, so reading costs nothing. All
 * failures of the place are {@link GapJournalException}s.
 */
public interface GapJournal extends AutoCloseable {
    /**
     * Reads and checks all of it. What it then knows is durable. May be tried again after a failure.
     *
     * @return what the operator has to know about it, as a sentence with the place and the consequence; empty when all
     *         is well
     * @throws GapJournalException when there is a journal that cannot be read or used; never taken for an empty one
     * @throws IllegalStateException if it is open or closed
     */
    Optional<String> open();

    /**
     * Writes a new, unconfirmed entry with the next id; durable when this returns. After a failure the journal can be
     * used again and does not know of the entry; only if the process ends right then may the next one find it.
     *
     * @return the entry
     * @throws GapJournalException UNAVAILABLE when it could not be written
     * @throws IllegalStateException if the source has an unconfirmed entry, which has to be amended instead; or if the
     *         journal is not open
     */
    Gap append(SourceName source, GapDecision decision);

    /**
     * Writes the new state of an entry; durable when this returns. Writes nothing if it is the state that the journal
     * knows. After a failure as {@link #append}.
     *
     * @param entry made from the one that the journal knows: {@code journal.amend(entry.confirmed())}
     * @throws GapJournalException UNAVAILABLE when it could not be written
     * @throws IllegalStateException if the journal does not know its id, or if it was made from an older state and
     *         would undo what was written since; or if the journal is not open
     */
    void amend(Gap entry);

    /**
     * The present state of each entry, by id; also of a closed journal.
     *
     * @throws IllegalStateException before it was opened
     */
    List<Gap> entries();

    /**
     * The entry of the source that has not happened yet; also of a closed journal.
     *
     * @throws IllegalStateException before it was opened
     */
    Optional<Gap> unconfirmed(SourceName source);

    /** Where the journal is, for messages. */
    String description();

    /** Harmless when repeated; never throws. */
    @Override
    void close();
}
