package io.github.lockkeeper.gap;

import io.github.lockkeeper.position.Excerpt;

/** Codes and names that stand unquoted in a log line. */
final class Words {
    private Words() {
    }

    /** @throws IllegalArgumentException if it is anything else than letters, digits, '-', '_' and '.' (ASCII) */
    static String require(String word, String what) {
        if (word.isEmpty() || !word.chars().allMatch(Words::isAllowed)) {
            throw new IllegalArgumentException(what + " is not one word: " + Excerpt.of(word));
        }
        return word;
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0;
    }
}
