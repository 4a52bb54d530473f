package io.github.lockkeeper.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what the writer of a misspelt word most likely meant: the known one with the fewest edits. */
final class NearestKey {

    private NearestKey() {
    }

    static Optional<String> to(String word, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** The number of characters to insert, delete or replace, by the usual table of which one row is kept. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            nextRow(row, i, from.charAt(i - 1), to);
        }
        return row[to.length()];
    }

    private static void nextRow(int[] row, int i, char letter, String to) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= to.length(); j++) {
            int replaced = diagonal + (letter == to.charAt(j - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
        }
    }
}
