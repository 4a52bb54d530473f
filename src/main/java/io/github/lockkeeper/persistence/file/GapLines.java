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
    private Optional<String> remark = Optional.empty();

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
        int whole = GapJson.wholeLength(line);
        boolean isEndLost = end == content.length && whole > 0 && line.length - whole <= END_OF_LINE.length;
        if (whole > 0 && (whole == line.length || isEndLost)) {
            addEntry(Arrays.copyOf(line, whole));
            finish(start + whole);
        } else {
            requireTorn(line, whole, end);
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
        boolean hasEnd = end < content.length && content[end] == '\n';
        wholeLength = hasEnd ? end + 1 : end;
        if (!hasEnd) {
            lackingTail = END_OF_LINE;
            warning = Optional.of(GapFailures.endOfLineAdded(file, lineNumber));
        }
    }

    private void requireTorn(byte[] line, int whole, int end) {
        GapJson.requireNotNewer(line, place());
        boolean isLast = end + 1 >= content.length;
        if (!isLast || whole > 0) {
            // With a whole entry in it, it is not the last line that a crash tore, but one whose end was changed.
            throw GapJson.damaged(place(), "is not as it was written: its checksum or its end is wrong or missing");
        }
        warning = Optional.of(GapFailures.cutOff(file, lineNumber, line));
        remark = Optional.of(GapFailures.notWhole(file, lineNumber, line));
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

    /** What the operator has to know about the last line once it has been mended; empty when all is well. */
    Optional<String> warning() {
        return warning;
    }

    /** What somebody who only looks has to know about it; empty when no line is left out. */
    Optional<String> remark() {
        return remark;
    }
}
