package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapReading;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what lies in the folder of a destination: without its lock, without writing, while Canal may be running. */
public interface DestinationReader {
    /**
     * @param folder of the destination; may be missing
     * @return empty when there has never been a record
     * @throws CursorStoreException when there is one that cannot be read or used
     */
    Optional<CursorReading> record(Path folder);

    /**
     * @param folder of the destination; may be missing
     * @return empty when there is no journal
     * @throws GapJournalException when there is one that cannot be read or used
     */
    Optional<GapReading> journal(Path folder);
}
