package io.github.lockkeeper.ops.cli;

/**
 * Texts on their way to a terminal. Some are from servers or from files that anybody may have edited: an escape
 * sequence in them would act on the terminal, a line break would forge a line (I20).
 */
final class Shown {
    private static final String CUT = "...";

    private Shown() {
    }

    /** On one line, with everything escaped that is not seen. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSeen(c)) {
                line.appendCodePoint(c);
            } else {
                line.append(String.format("\\u%04x", c));
            }
        });
        return line.toString();
    }

    private static boolean isSeen(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return false;
            default:
                return true;
        }
    }

    /** The beginning of a text that is longer than that, with dots that say so. */
    static String cut(String text, int maxChars) {
        return text.length() <= maxChars ? text : text.substring(0, maxChars - CUT.length()) + CUT;
    }
}
