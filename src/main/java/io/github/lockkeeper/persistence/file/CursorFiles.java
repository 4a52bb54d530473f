package io.github.lockkeeper.persistence.file;

import java.nio.file.Path;

/** The names of the store's files in the folder of one destination. */
final class CursorFiles {
    private final Path folder;

    CursorFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path current() {
        return folder.resolve("group-cursor.json");
    }

    /** What {@link #current()} was before the last save. */
    Path previous() {
        return folder.resolve("group-cursor.previous.json");
    }

    /** A damaged {@link #current()}, kept for whoever looks into it; never read. */
    Path damaged() {
        return folder.resolve("group-cursor.damaged.json");
    }

    Path lock() {
        return folder.resolve("group.lock");
    }

    /** Where a file is written before it gets its name; one that is found was left over by a crash. */
    static Path temporaryOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }
}
