package io.github.lockkeeper.persistence.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A real file system on which one operation fails, or all from one on; a write after half of it. */
final class FailingFileOperations implements FileOperations {
    private static final int NEVER = Integer.MAX_VALUE;

    private final FileOperations operations = new NioFileOperations();
    private int remaining = NEVER;
    private boolean isLasting;
    private IOException failure = new IOException();

    /** The operation after so many more fails, once. */
    void failAfter(int steps, IOException with) {
        remaining = steps;
        failure = with;
        isLasting = false;
    }

    /** The operation after so many more fails, and all that follow. */
    void failFrom(int steps, IOException with) {
        failAfter(steps, with);
        isLasting = true;
    }

    /** Whether the failure has not come yet; it does not come any more then. */
    boolean disarm() {
        boolean pending = remaining != NEVER;
        remaining = NEVER;
        return pending;
    }

    private boolean isDue() {
        if (remaining == NEVER) {
            return false;
        }
        boolean due = remaining == 0;
        remaining = due && !isLasting ? NEVER : Math.max(0, remaining - 1);
        return due;
    }

    private void failIfDue() throws IOException {
        if (isDue()) {
            throw failure;
        }
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        failIfDue();
        operations.createFolders(folder);
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        failIfDue();
        return operations.read(file);
    }

    @Override
    public void writeAndForce(Path file, byte[] content) throws IOException {
        if (isDue()) {
            operations.writeAndForce(file, Arrays.copyOf(content, content.length / 2));
            throw failure;
        }
        operations.writeAndForce(file, content);
    }

    @Override
    public long length(Path file) throws IOException {
        failIfDue();
        return operations.length(file);
    }

    @Override
    public void writeTailAndForce(Path file, long keep, byte[] tail) throws IOException {
        if (isDue()) {
            if (tail.length > 0) {
                operations.writeTailAndForce(file, keep, Arrays.copyOf(tail, tail.length / 2));
            }
            throw failure;
        }
        operations.writeTailAndForce(file, keep, tail);
    }

    @Override
    public void replace(Path source, Path target) throws IOException {
        failIfDue();
        operations.replace(source, target);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        failIfDue();
        operations.forceFolder(folder);
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        failIfDue();
        operations.deleteIfExists(file);
    }
}
