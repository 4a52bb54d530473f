package io.github.lockkeeper.persistence.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the store does with files, one step each: a crash may come between any two of them, and within one. A port so
 * that a test can stop after each step.
 */
interface FileOperations {
    /** Makes the folder and its parents, durably; harmless when it is there. */
    void createFolders(Path folder) throws IOException;

    /** The whole content, empty only when there is no such file. */
    Optional<byte[]> read(Path file) throws IOException;

    /** Writes the content, replacing what was there, and forces it to disk. A crash may leave any part of it. */
    void writeAndForce(Path file, byte[] content) throws IOException;

    /** How long the file is, 0 when there is no such file. */
    long length(Path file) throws IOException;

    /**
     * Makes the file its own first bytes followed by the tail, and forces it to disk; makes the file if it is missing.
     * A crash may leave any part of the tail.
     *
     * @param keep how many of the first bytes stay, no more than the file has
     */
    void writeTailAndForce(Path file, long keep, byte[] tail) throws IOException;

    /** Gives the source the name of the target, in one step: at any time the target is the old or the new file. */
    void replace(Path source, Path target) throws IOException;

    /** Forces to disk which names are in the folder; before that a crash may take back a {@link #replace}. */
    void forceFolder(Path folder) throws IOException;

    void deleteIfExists(Path file) throws IOException;
}
