package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.GroupCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the record in {@code group-cursor.json} in the folder of the destination, and the one before it in
 * {@code group-cursor.previous.json}. One process at a time, by {@code group.lock}. Safe for use by several threads.
 */
public final class FileCursorStore implements CursorStore {
    private final CursorFiles files;
    private final FileOperations operations;
    private final CursorGenerations generations;
    private Optional<FileCursorClaim> claim = Optional.empty();
    private boolean closed;

    /** @param destinationFolder made by the first claim if it is missing; nothing is opened before */
    public FileCursorStore(Path destinationFolder) {
        this(destinationFolder, new NioFileOperations());
    }

    FileCursorStore(Path destinationFolder, FileOperations operations) {
        this.files = new CursorFiles(destinationFolder.toAbsolutePath());
        this.operations = operations;
        this.generations = new CursorGenerations(files, operations);
    }

    @Override
    public Optional<GroupCursor> load() {
        return generations.load().record();
    }

    @Override
    public synchronized CursorClaim claim() {
        if (closed) {
            throw new IllegalStateException("store is closed: " + description());
        }
        createFolder();
        DestinationLock lock = DestinationLock.acquire(files.lock());
        boolean taken = false;
        try {
            generations.removeLeftOvers();
            FileCursorClaim newClaim = FileCursorClaim.take(files, generations, lock);
            claim = Optional.of(newClaim);
            taken = true;
            return newClaim;
        } finally {
            if (!taken) {
                lock.close();
            }
        }
    }

    private void createFolder() {
        try {
            operations.createFolders(files.folder());
        } catch (IOException e) {
            throw FileFailures.unavailable(files.folder(), "be made", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        claim.ifPresent(FileCursorClaim::close);
    }

    @Override
    public String description() {
        return files.current().toString();
    }
}
