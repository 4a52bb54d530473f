package io.github.lockkeeper.ops.main;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.gap.GapReading;
import io.github.lockkeeper.ops.cli.DestinationReader;
import io.github.lockkeeper.persistence.file.FileCursorReader;
import io.github.lockkeeper.persistence.file.FileGapReader;
import java.nio.file.Path;
import java.util.Optional;

/** What the store of files has. */
final class FileDestinationReader implements DestinationReader {
    @Override
    public Optional<CursorReading> record(Path folder) {
        return FileCursorReader.read(folder);
    }

    @Override
    public Optional<GapReading> journal(Path folder) {
        return FileGapReader.read(folder);
    }
}
