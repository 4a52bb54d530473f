package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapReading;
import java.util.Optional;

/** What is kept of one destination, read without taking it over and without writing, while Canal may be running. */
public interface DestinationStore {
    /** The folder or the node that has it, for people; it may be missing. */
    String place();

    /** What to check where that cannot be read: one or more sentences. */
    String check();

    /**
     * @return empty when there has never been a record
     * @throws CursorStoreException when there is one that cannot be read or used
     * @throws CommandFailure when nothing can be read there
     */
    Optional<CursorReading> record();

    /**
     * @return empty when there is no journal
     * @throws GapJournalException when there is one that cannot be read or used
     * @throws CommandFailure when nothing can be read there
     */
    Optional<GapReading> journal();
}
