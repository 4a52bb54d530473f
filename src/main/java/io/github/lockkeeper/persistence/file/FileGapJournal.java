package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEntries;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.persistence.json.GapJson;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the journal in {@code group-gaps.jsonl} in the folder of the destination: a line for each new state of an
 * entry, the last one of an id being its present state. Lines are only ever added. It has no lock of its own: only who
 * holds a {@link FileCursorStore}'s claim on the folder may open it. Safe for use by several threads.
 */
public final class FileGapJournal implements GapJournal {
    private static final byte[] NOTHING = {};

    private final Path file;
    private final FileOperations operations;
    private GapEntries entries = new GapEntries();
    /** How long the file is with what is known to be durable; anything behind that is of a failed write. */
    private long length;
    /** Whether there may be something behind {@link #length}. */
    private boolean hasFailedTail;
    /** Whether a crash cannot take the file's name back. */
    private boolean isNameDurable;
    /** Of any attempt to open, because what was mended by one that then failed is not seen by the next one. */
    private Optional<String> warning = Optional.empty();
    private boolean opened;
    private boolean closed;

    /** @param destinationFolder made with the first entry if it is missing */
    public FileGapJournal(Path destinationFolder) {
        this(destinationFolder, new NioFileOperations());
    }

    FileGapJournal(Path destinationFolder, FileOperations operations) {
        this.file = fileIn(destinationFolder);
        this.operations = operations;
    }

    static Path fileIn(Path destinationFolder) {
        return destinationFolder.toAbsolutePath().resolve("group-gaps.jsonl");
    }

    @Override
    public synchronized Optional<String> open() {
        if (opened) {
            throw new IllegalStateException("journal was opened before: " + file);
        }
        requireNotClosed();
        entries = read();
        opened = true;
        return warning;
    }

    private GapEntries read() {
        try {
            Optional<byte[]> content = operations.read(file);
            GapLines lines = GapLines.read(file, content.orElse(NOTHING));
            warning = lines.warning().isPresent() ? lines.warning() : warning;
            length = lines.wholeLength() + lines.lackingTail().length;
            if (content.isPresent()) {
                // Also when nothing is to be mended: a process that was killed may have written, but not forced it.
                operations.writeTailAndForce(file, lines.wholeLength(), lines.lackingTail());
                forceName();
            }
            return lines.entries();
        } catch (IOException e) {
            throw GapFailures.unavailable(file, "be read", e);
        }
    }

    @Override
    public synchronized Gap append(SourceName source, GapDecision decision) {
        requireOpen();
        Gap entry = entries.next(source, decision);
        write(entry);
        return entry;
    }

    @Override
    public synchronized void amend(Gap entry) {
        requireOpen();
        if (!entry.equals(entries.requireKnown(entry.id()))) {
            write(entry);
        }
    }

    private void write(Gap entry) {
        entries.require(entry);
        byte[] line = GapJson.writeLine(entry);
        try {
            writeLine(line);
        } catch (IOException e) {
            cutOffFailedTail();
            throw GapFailures.unavailable(file, "be written", e);
        }
        length += line.length;
        entries.put(entry);
    }

    private void writeLine(byte[] line) throws IOException {
        if (!isNameDurable) {
            operations.createFolders(file.getParent());
        }
        requireOurs();
        hasFailedTail = true;
        operations.writeTailAndForce(file, length, line);
        forceName();
        hasFailedTail = false;
    }

    private void requireOurs() throws IOException {
        long found = operations.length(file);
        boolean isOurs = hasFailedTail ? found >= length : found == length;
        if (!isOurs) {
            throw GapFailures.changedByOther(file, found, length);
        }
    }

    private void forceName() throws IOException {
        if (!isNameDurable) {
            operations.forceFolder(file.getParent());
            isNameDurable = true;
        }
    }

    /** At once, so that the file is whole while the disk is full; if it fails, the next write does it. */
    private void cutOffFailedTail() {
        if (!hasFailedTail) {
            return;
        }
        try {
            operations.writeTailAndForce(file, length, NOTHING);
            hasFailedTail = false;
        } catch (IOException again) {
            return;
        }
    }

    @Override
    public synchronized List<Gap> entries() {
        requireOpened();
        return entries.inOrder();
    }

    @Override
    public synchronized Optional<Gap> unconfirmed(SourceName source) {
        requireOpened();
        return entries.unconfirmed(source);
    }

    private void requireOpen() {
        requireOpened();
        requireNotClosed();
    }

    private void requireOpened() {
        if (!opened) {
            throw new IllegalStateException("journal is not open: " + file);
        }
    }

    private void requireNotClosed() {
        if (closed) {
            throw new IllegalStateException("journal is closed: " + file);
        }
    }

    @Override
    public String description() {
        return file.toString();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
