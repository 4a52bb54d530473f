package io.github.lockkeeper.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What a person sees: aligned lines of time, who and what, and one line of progress, which on a terminal is written in
 * place. Thread-safe. ASCII only: nobody knows the terminal's character set.
 */
final class Screen {

    private static final Duration PROGRESS_PERIOD = Duration.ofSeconds(5);
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final Map<String, String> COLOURS = Map.of(Stage.ORDERS, "\u001b[36m",
            Stage.TRADES, "\u001b[35m", "canal", "\u001b[33m", "client", "\u001b[32m", "you", BOLD);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final long start = System.nanoTime();
    private final boolean terminal;
    private final int columns;
    private long lastOutput = start;
    private boolean progressShown;

    /** @param terminal whether there is one, which may be written to in place and in colour */
    Screen(boolean terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    /** Something happened. */
    synchronized void line(String who, String what) {
        plain(styled(DIM, clock()) + "  " + styled(COLOURS.getOrDefault(who, ""), String.format("%-8s", who))
                + what);
    }

    /** What belongs to the line before. */
    synchronized void more(String what) {
        plain(" ".repeat(17) + what);
    }

    /** A new act begins. */
    synchronized void heading(String text) {
        plain("");
        plain(styled(BOLD, text));
    }

    /** As it is: tables and help. */
    synchronized void plain(String text) {
        eraseProgress();
        out.println(text);
        lastOutput = System.nanoTime();
    }

    /** How far things are: in place on a terminal, else a line where nothing else was said for some seconds. */
    synchronized void progress(String text) {
        if (terminal) {
            String line = clock() + "  rows    " + text;
            out.print(ERASE_LINE + styled(DIM, line.substring(0, Math.min(line.length(), columns - 1))));
            out.flush();
            progressShown = true;
        } else if (System.nanoTime() - lastOutput > PROGRESS_PERIOD.toNanos()) {
            line("rows", text);
        }
    }

    synchronized void eraseProgress() {
        if (progressShown) {
            out.print(ERASE_LINE);
            out.flush();
            progressShown = false;
        }
    }

    private String clock() {
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        return String.format("%02d:%02d", seconds / 60, seconds % 60);
    }

    private String styled(String style, String text) {
        return terminal && !style.isEmpty() ? style + text + RESET : text;
    }
}
