package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapJournalException.Kind;
import io.github.lockkeeper.position.Excerpt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The failures of the journal in words, as {@link FileFailures} are those of the store. */
final class GapFailures {
    private GapFailures() {
    }

    /** @param doing what was tried, as in "be written" */
    static GapJournalException unavailable(Path file, String doing, IOException cause) {
        return GapJournalException.causedBy(cause, Kind.UNAVAILABLE, file.toString(),
                "cannot " + doing + ": " + FileFailures.reasonOf(cause),
                "Nothing moves without it. " + FileFailures.CHECK_DISK);
    }

    static GapJournalException changedByOther(Path file, long found, long written) {
        return new GapJournalException(Kind.DAMAGED, file.toString(),
                "has " + found + " bytes where this process wrote " + written + ": it was changed or removed by somebody"
                        + " else", "Find out who writes there, then restart this destination: it takes up what the file"
                        + " says then.");
    }

    static String cutOff(Path file, int lineNumber, byte[] line) {
        return file + " line " + lineNumber + " is not whole, as a crash leaves it, and was cut off: "
                + Excerpt.of(new String(line, StandardCharsets.UTF_8)) + ". Nothing moved on the strength of an entry"
                + " that was not written to its end.";
    }

    static String notWhole(Path file, int lineNumber, byte[] line) {
        return file + " line " + lineNumber + " is not whole and is left out here: it is being written just now, or a"
                + " crash tore it: " + Excerpt.of(new String(line, StandardCharsets.UTF_8)) + ". If a crash did, the"
                + " destination cuts it off when it starts; nothing moved on the strength of it.";
    }

    static String endOfLineAdded(Path file, int lineNumber) {
        return file + " line " + lineNumber + " is whole but had no end of line; it is kept, and the end was added.";
    }
}
