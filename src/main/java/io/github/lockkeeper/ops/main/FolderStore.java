package io.github.lockkeeper.ops.main;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.gap.GapReading;
import io.github.lockkeeper.ops.cli.Checks;
import io.github.lockkeeper.ops.cli.DestinationStore;
import io.github.lockkeeper.persistence.file.FileCursorReader;
import io.github.lockkeeper.persistence.file.FileGapReader;
import java.nio.file.Path;
import java.util.Optional;

/** What the store of files has. */
final class FolderStore implements DestinationStore {
    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public String check() {
        return Checks.DISK;
    }

    @Override
    public Optional<CursorReading> record() {
        return FileCursorReader.read(folder);
    }

    @Override
    public Optional<GapReading> journal() {
        return FileGapReader.read(folder);
    }
}
