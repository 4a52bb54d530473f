package io.github.lockkeeper.ops.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Columns of text, as wide as their widest cell. */
final class TextTable {
    private static final String BETWEEN = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    /** @param headings one for each column; empty ones make a table without a head */
    TextTable(String... headings) {
        widths = new int[headings.length];
        row(headings);
    }

    /** @throws IllegalArgumentException if there are not as many cells as columns */
    void row(String... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException(cells.length + " cells in " + widths.length + " columns");
        }
        List<String> row = Arrays.stream(cells).map(Shown::line).collect(Collectors.toList());
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(widths[column], row.get(column).length());
        }
        rows.add(row);
    }

    /** Each line ends in a line feed and has no blanks before it. */
    String text() {
        return rows.stream().map(this::line).filter(line -> !line.isEmpty())
                .map(line -> line + "\n").collect(Collectors.joining());
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(column == 0 ? "" : BETWEEN).append(row.get(column));
            for (int blanks = row.get(column).length(); blanks < widths[column]; blanks++) {
                line.append(' ');
            }
        }
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }
}
