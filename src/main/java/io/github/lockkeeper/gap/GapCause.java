package io.github.lockkeeper.gap;

import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.position.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/** Why an entry was written: a code, the server's error number if it gave one, and what was seen. Immutable. */
public final class GapCause {
    private static final int MAX_TEXT_CHARS = 500;
    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private final String code;
    private final int errno;
    private final String text;

    private GapCause(String code, int errno, String text) {
        this.code = code;
        this.errno = errno;
        this.text = text;
    }

    /**
     * @param code one word, a {@link io.github.lockkeeper.fault.FaultKind}'s name for instance
     * @param errno of the server, 0 if it gave none
     * @param text what was seen, possibly empty; made safe for a log line here, and cut when long (I20)
     * @throws IllegalArgumentException if the code is not one word or the number is negative
     */
    public static GapCause of(String code, int errno, String text) {
        if (errno < 0) {
            throw new IllegalArgumentException("errno is negative: " + errno);
        }
        return new GapCause(Words.require(code, "code"), errno, oneLine(text));
    }

    /** What was seen of a fault. */
    public static GapCause of(Fault fault) {
        return of(fault.kind().name(), fault.errno(), fault.detail());
    }

    private static String oneLine(String text) {
        // By way of bytes: half a character, which no file can hold, becomes a question mark.
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String clean = LINE_BREAKING.matcher(whole).replaceAll(" ").trim();
        return clean.length() <= MAX_TEXT_CHARS ? clean : cut(clean);
    }

    private static String cut(String text) {
        int end = MAX_TEXT_CHARS - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** One word that does not change between versions. */
    public String code() {
        return code;
    }

    /** The server's error number; 0 when it gave none. */
    public int errno() {
        return errno;
    }

    /** What was seen, on one line; empty when nothing was. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof GapCause)) {
            return false;
        }
        GapCause that = (GapCause) other;
        return code.equals(that.code) && errno == that.errno && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, errno, text);
    }

    /** For messages: the code, and the number and text if there are any. */
    @Override
    public String toString() {
        return code + (errno == 0 ? "" : " errno=" + errno) + (text.isEmpty() ? "" : " text=" + Excerpt.of(text));
    }
}
