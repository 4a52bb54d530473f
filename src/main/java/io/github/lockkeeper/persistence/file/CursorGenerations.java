package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The record in two files: the current one, and the one before it. Whatever step a crash interrupts, the current
 * file is whole, the old one or the new one: files are written under another name and forced before they get theirs,
 * and the previous generation is a copy, so that the current name is never free.
 */
final class CursorGenerations {
    private static final String MISSING = "is missing";

    private final CursorFiles files;
    private final FileOperations operations;

    CursorGenerations(CursorFiles files, FileOperations operations) {
        this.files = files;
        this.operations = operations;
    }

    /**
     * Finds the record to go on with: the current one, or the previous one if the current one is damaged or missing.
     *
     * @throws CursorStoreException DAMAGED if neither can be used; NEWER_VERSION and FOREIGN at once, because there
     *         the record is not damaged and an older one would undo it; UNAVAILABLE
     */
    StoredCursor load() {
        Optional<byte[]> content = read(files.current());
        if (!content.isPresent()) {
            return loadPrevious(content, MISSING);
        }
        try {
            return StoredCursor.current(parse(files.current(), content.get()), content.get());
        } catch (CursorStoreException unusable) {
            return loadPrevious(content, requireDamage(unusable));
        }
    }

    private StoredCursor loadPrevious(Optional<byte[]> currentContent, String currentProblem) {
        Optional<byte[]> content = read(files.previous());
        if (!content.isPresent() && !currentContent.isPresent()) {
            return StoredCursor.none();
        }
        if (!content.isPresent()) {
            throw FileFailures.noneUsable(files, currentProblem, MISSING);
        }
        try {
            GroupCursor record = parse(files.previous(), content.get());
            return StoredCursor.previous(record, currentContent, FileFailures.previousUsed(files, currentProblem));
        } catch (CursorStoreException unusable) {
            throw FileFailures.noneUsable(files, currentProblem, requireDamage(unusable));
        }
    }

    private static GroupCursor parse(Path file, byte[] content) {
        return GroupCursorJson.read(content, file.toString());
    }

    /** What is damaged about it; anything but damage is thrown on. */
    private static String requireDamage(CursorStoreException unusable) {
        if (unusable.kind() != Kind.DAMAGED) {
            throw unusable;
        }
        return unusable.problem();
    }

    /**
     * What the current file holds now, empty when there is none.
     *
     * @throws CursorStoreException UNAVAILABLE
     */
    Optional<byte[]> readCurrent() {
        return read(files.current());
    }

    private Optional<byte[]> read(Path file) {
        try {
            return operations.read(file);
        } catch (IOException e) {
            throw FileFailures.unavailable(file, "be read", e);
        }
    }

    /**
     * Makes the content the current file.
     *
     * @param content of the record
     * @param replaced what the current file holds, empty when there is none
     * @param keepAs the file that the replaced content goes to
     * @throws CursorStoreException UNAVAILABLE; the current file is what it was then, or the new one if only its
     *         name could not be forced
     */
    void save(byte[] content, Optional<byte[]> replaced, Path keepAs) {
        Path temporary = CursorFiles.temporaryOf(files.current());
        try {
            // First what needs room on the disk: when it is full, nothing has been touched yet.
            operations.writeAndForce(temporary, content);
            if (replaced.isPresent()) {
                operations.writeAndForce(CursorFiles.temporaryOf(keepAs), replaced.get());
                operations.replace(CursorFiles.temporaryOf(keepAs), keepAs);
            }
            operations.replace(temporary, files.current());
            operations.forceFolder(files.folder());
        } catch (IOException e) {
            throw FileFailures.unavailable(files.current(), "be written", e);
        }
    }

    /** Removes what a crash or a failed save left over. Nothing ever reads it, so a failure here is no harm. */
    void removeLeftOvers() {
        for (Path file : new Path[] {files.current(), files.previous(), files.damaged()}) {
            try {
                operations.deleteIfExists(CursorFiles.temporaryOf(file));
            } catch (IOException harmless) {
                continue;
            }
        }
    }
}
