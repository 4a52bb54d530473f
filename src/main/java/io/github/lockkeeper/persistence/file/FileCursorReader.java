package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.CursorStoreException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the record of a destination's folder without its lock and without writing: for tools that show it, also while
 * another process owns it. A record is replaced as a whole, so what is read is never a mixed one.
 */
public final class FileCursorReader {
    private FileCursorReader() {
    }

    /**
     * @param destinationFolder may be missing
     * @return what the next claim would begin with; empty when there has never been a record
     * @throws CursorStoreException when there is one that cannot be read or used
     */
    public static Optional<CursorReading> read(Path destinationFolder) {
        CursorFiles files = new CursorFiles(destinationFolder.toAbsolutePath());
        StoredCursor stored = new CursorGenerations(files, new NioFileOperations()).load();
        return stored.record().map(record -> stored.warning()
                .map(warning -> CursorReading.of(record, files.previous().toString()).withWarning(warning))
                .orElseGet(() -> CursorReading.of(record, files.current().toString())));
    }
}
