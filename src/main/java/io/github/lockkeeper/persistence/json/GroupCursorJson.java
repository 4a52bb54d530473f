package io.github.lockkeeper.persistence.json;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;

/**
 * The record of a group as JSON text, in UTF-8, indented so that a person can read and mend it. Fields that are not
 * known are kept and written again. Reading is strict: a record that is not beyond doubt is refused, because a wrong
 * cursor loses data silently and a refused one does not.
 */
public final class GroupCursorJson {
    private static final ObjectWriter WRITER = StrictJson.indented();

    private GroupCursorJson() {
    }

    /** The text, ending in a line feed. */
    public static byte[] write(GroupCursor cursor) {
        return StrictJson.write(WRITER, GroupCursorFields.write(cursor), "\n");
    }

    /**
     * @param place the file or node that the text is from, for the message
     * @throws CursorStoreException NEWER_VERSION; FOREIGN when it is well-formed JSON but not our record; DAMAGED when
     *         it is anything else that cannot be used
     */
    public static GroupCursor read(byte[] text, String place) {
        try {
            return GroupCursorFields.read(StrictJson.parse(text));
        } catch (MalformedRecordException malformed) {
            throw new CursorStoreException(
                    malformed.kind(), place, malformed.getMessage(), remedyFor(malformed.kind()));
        }
    }

    private static String remedyFor(Kind kind) {
        switch (kind) {
            case NEWER_VERSION:
                return "Run the version that wrote it, or a later one; this one would lose what it does not know.";
            case FOREIGN:
                return "Find out whose it is and move it away, or give this destination a place of its own.";
            default:
                return "Restore it from a backup. If it is removed instead, every source starts as for the first time,"
                        + " and what is between its last acknowledged position and that start is lost.";
        }
    }
}
