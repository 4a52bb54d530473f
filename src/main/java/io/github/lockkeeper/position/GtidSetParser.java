package io.github.lockkeeper.position;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads MySQL's notation of a GTID set. */
final class GtidSetParser {
    private final String text;
    private final Map<String, List<long[]>> pairs = new TreeMap<>();

    GtidSetParser(String text) {
        this.text = text;
    }

    SortedMap<String, GnoIntervals> parse() {
        if (!text.trim().isEmpty()) {
            for (String part : text.split(",", -1)) {
                parseUuidSet(part.trim());
            }
        }
        SortedMap<String, GnoIntervals> intervals = new TreeMap<>();
        pairs.forEach((uuid, list) -> intervals.put(uuid, GnoIntervals.ofPairs(list)));
        return intervals;
    }

    /** {@code uuid:interval[:interval]…}; a uuid may come more than once. */
    private void parseUuidSet(String part) {
        String[] pieces = part.split(":", -1);
        if (pieces.length < 2) {
            throw malformed();
        }
        String uuid = normalisedUuid(pieces[0].trim());
        for (int i = 1; i < pieces.length; i++) {
            pairs.computeIfAbsent(uuid, u -> new ArrayList<>()).add(parseInterval(pieces[i].trim()));
        }
    }

    private long[] parseInterval(String piece) {
        if (!piece.isEmpty() && (Character.isLetter(piece.charAt(0)) || piece.charAt(0) == '_')) {
            throw new TaggedGtidException(text);
        }
        int dash = piece.indexOf('-');
        long from = parseGno(dash < 0 ? piece : piece.substring(0, dash).trim());
        long to = dash < 0 ? from : parseGno(piece.substring(dash + 1).trim());
        if (to < from) {
            throw malformed();
        }
        return new long[] {from, to};
    }

    private long parseGno(String digits) {
        return requireGno(Digits.parse(digits).orElseThrow(this::malformed));
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("not a GTID set: " + Excerpt.of(text)
                + "; expected one like '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5:7'");
    }

    static long requireGno(long gno) {
        if (gno < 1 || gno > GnoIntervals.MAX_GNO) {
            throw new IllegalArgumentException("not a transaction number of a GTID: " + gno);
        }
        return gno;
    }

    /** In lower case, as servers write it. */
    static String normalisedUuid(String uuid) {
        boolean valid = uuid.length() == 36;
        for (int i = 0; valid && i < 36; i++) {
            boolean dashHere = i == 8 || i == 13 || i == 18 || i == 23;
            valid = dashHere ? uuid.charAt(i) == '-' : isHexDigit(uuid.charAt(i));
        }
        if (!valid) {
            throw new IllegalArgumentException("not the uuid of a GTID: " + Excerpt.of(uuid));
        }
        return uuid.toLowerCase(Locale.ROOT);
    }

    private static boolean isHexDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
