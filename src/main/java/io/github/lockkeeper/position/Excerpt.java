package io.github.lockkeeper.position;

/**
 * A text from a server, a file or a user, made fit for a message: quoted, control characters escaped, cut when long.
 * Such texts reach logs and alarms, where a line break in them would forge a line.
 */
public final class Excerpt {
    private static final int MAX_CHARS = 120;

    private Excerpt() {
    }

    /** The text in single quotes, at most {@value #MAX_CHARS} characters of it, on one line. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < text.length() && i < MAX_CHARS; i++) {
            appendEscaped(quoted, text.charAt(i));
        }
        return quoted.append(text.length() > MAX_CHARS ? "…'" : "'").toString();
    }

    private static void appendEscaped(StringBuilder quoted, char c) {
        if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            quoted.append(String.format("\\u%04x", (int) c));
        } else {
            quoted.append(c);
        }
    }
}
