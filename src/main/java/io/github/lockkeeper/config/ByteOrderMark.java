package io.github.lockkeeper.config;

/**
 * The mark that some editors put before the first character of a file. It becomes part of the first key, which then
 * nobody finds. A property file is read as Latin-1, so it arrives as one character or as the three bytes of UTF-8.
 */
final class ByteOrderMark {

    private static final String[] MARKS = {"\uFEFF", "\u00EF\u00BB\u00BF"};

    private ByteOrderMark() {
    }

    static boolean isBefore(String key) {
        return !removedFrom(key).equals(key);
    }

    static String removedFrom(String key) {
        for (String mark : MARKS) {
            if (key.startsWith(mark)) {
                return key.substring(mark.length());
            }
        }
        return key;
    }
}
