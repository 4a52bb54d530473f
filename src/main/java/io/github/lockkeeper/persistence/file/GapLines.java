package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapEntries;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.persistence.json.GapJson;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The content of a journal's file, read from its start: the entries, and how much of the file they are. Only the last
 * line may be torn, because each line is forced to disk before the next one is begun.
 */
final class GapLines {
    private static final byte[] NOTHING = {};
    private static final byte[] END_OF_LINE = {'\n'};

    private final Path file;
    private final byte[] content;
    private final GapEntries entries = new GapEntries();
    private int lineNumber;
    private int wholeLength;
    private byte[] lackingTail = NOTHING;
    private Optional<String> warning = Optional.empty();

    private GapLines(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /** @throws GapJournalException DAMAGED, NEWER_VERSION */
    static GapLines read(Path file, byte[] content) {
        GapLines lines = new GapLines(file, content);
        int start = 0;
        while (start < content.length) {
            start = lines.readLine(start);
        }
        return lines;
    }

    /** Returns where the next line starts. */
    private int readLine(int start) {
        int end = start;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        lineNumber++;
        byte[] line = Arrays.copyOfRange(content, start, end);
        if (GapJson.isWhole(line)) {
            addEntry(line);
            finish(end);
        } else {
            requireTorn(line, end);
        }
        return end + 1;
    }

    private void addEntry(byte[] line) {
        Gap entry = GapJson.readLine(line, place());
        entries.objectionTo(entry).ifPresent(objection -> {
            throw GapJson.damaged(place(), "has entry " + entry.id() + ", which " + objection);
        });
        entries.put(entry);
    }

    private void finish(int end) {
        wholeLength = Math.min(end + 1, content.length);
        if (end == content.length) {
            lackingTail = END_OF_LINE;
            warning = Optional.of(GapFailures.endOfLineAdded(file, lineNumber));
        }
    }

    private void requireTorn(byte[] line, int end) {
        GapJson.requireNotNewer(line, place());
        if (end + 1 < content.length) {
            throw GapJson.damaged(place(), "is not as it was written: its checksum is wrong or missing");
        }
        warning = Optional.of(GapFailures.cutOff(file, lineNumber, line));
    }

    private String place() {
        return file + " line " + lineNumber;
    }

    GapEntries entries() {
        return entries;
    }

    /** How many of the file's first bytes are whole lines; what follows is torn. */
    int wholeLength() {
        return wholeLength;
    }

    /** What has to be written behind them. */
    byte[] lackingTail() {
        return lackingTail;
    }

    /** What the operator has to know about the last line; empty when all is well. */
    Optional<String> warning() {
        return warning;
    }
}
