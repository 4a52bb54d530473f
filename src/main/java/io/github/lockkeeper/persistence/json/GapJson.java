package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapJournalException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * An entry of the journal as one line of JSON in UTF-8. Its last field is a checksum, {@code "crc32":"0a1b2c3d"}: the
 * CRC-32 (of zip, in eight hex digits) of all bytes of the line before the comma that precedes that field. Fields that
 * are not known are kept and written again; reading is strict.
 */
public final class GapJson {
    private static final String CHECKSUM = "crc32";
    private static final String CHECKSUM_FIELD = ",\"" + CHECKSUM + "\":\"%08x\"}";
    private static final int CHECKSUM_LENGTH = checksumField(0).length;

    private GapJson() {
    }

    /** The line, ending in a line feed. */
    public static byte[] writeLine(Gap entry) {
        Map<String, Object> fields = GapFields.write(entry);
        fields.remove(CHECKSUM);
        byte[] object = StrictJson.write(fields);
        int bodyLength = object.length - 1;
        byte[] line = Arrays.copyOf(object, bodyLength + CHECKSUM_LENGTH + 1);
        System.arraycopy(checksumField(checksumOf(object, bodyLength)), 0, line, bodyLength, CHECKSUM_LENGTH);
        line[line.length - 1] = '\n';
        return line;
    }

    private static long checksumOf(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return checksum.getValue();
    }

    private static byte[] checksumField(long checksum) {
        return String.format(CHECKSUM_FIELD, checksum).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * How many bytes of the text's start are a line as it was written, less its line feed: all of them if it is whole,
     * 0 if it is torn or changed, some of them if its end is not its end.
     *
     * @param text up to a line feed or the end of the journal
     */
    public static int wholeLength(byte[] text) {
        for (int end = CHECKSUM_LENGTH + 1; end <= text.length; end++) {
            if (text[end - 1] == '}' && isWhole(text, end)) {
                return end;
            }
        }
        return 0;
    }

    private static boolean isWhole(byte[] text, int end) {
        int bodyLength = end - CHECKSUM_LENGTH;
        return text[bodyLength] == ',' && Arrays.equals(
                checksumField(checksumOf(text, bodyLength)), Arrays.copyOfRange(text, bodyLength, end));
    }

    /**
     * Refuses a line that is not whole for this version, but may be for the one that wrote it.
     *
     * @param place for the message
     * @throws GapJournalException NEWER_VERSION
     */
    public static void requireNotNewer(byte[] line, String place) {
        try {
            GapFields.requireNotNewer(StrictJson.parse(line));
        } catch (MalformedRecordException malformed) {
            if (malformed.kind() == CursorStoreException.Kind.NEWER_VERSION) {
                throw refused(malformed, place);
            }
        }
    }

    /**
     * Reads a whole line; its checksum is not looked at again.
     *
     * @param line without its line feed
     * @param place where it is from, for the message
     * @throws GapJournalException NEWER_VERSION, DAMAGED
     */
    public static Gap readLine(byte[] line, String place) {
        try {
            Object json = StrictJson.parse(line);
            if (json instanceof Map) {
                ((Map<?, ?>) json).remove(CHECKSUM);
            }
            return GapFields.read(json);
        } catch (MalformedRecordException malformed) {
            throw refused(malformed, place);
        }
    }

    private static GapJournalException refused(MalformedRecordException malformed, String place) {
        if (malformed.kind() == CursorStoreException.Kind.NEWER_VERSION) {
            return new GapJournalException(Kind.NEWER_VERSION, place, malformed.getMessage(),
                    "Run the version that wrote it, or a later one; this one would lose what it does not know.");
        }
        return damaged(place, malformed.getMessage());
    }

    /**
     * The refusal of a line that is not as it was written, or not where it belongs.
     *
     * @param problem as a clause that follows the place
     */
    public static GapJournalException damaged(String place, String problem) {
        return new GapJournalException(Kind.DAMAGED, place, problem,
                "Restore the journal from a backup, or move that line to another file: what it tells of is then not in"
                        + " the journal any more. Events and cursors are not touched by either.");
    }
}
