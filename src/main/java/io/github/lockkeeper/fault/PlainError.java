package io.github.lockkeeper.fault;

import java.util.Locale;

/** A server's error in the words that the rules are written in. Immutable. */
final class PlainError {

    /** What servers append to any text: names of files, which a user chose and no rule shall read. */
    private static final String TAIL = "; the first event '";

    private final int errno;
    private final String text;
    private final String command;

    private PlainError(int errno, String text, String command) {
        this.errno = errno;
        this.text = text;
        this.command = command;
    }

    static PlainError of(ServerError error) {
        return new PlainError(error.errno(), plain(error.text()), error.command().toLowerCase(Locale.ROOT));
    }

    /** Servers before 8.0.26, and every MariaDB, say master and slave. */
    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace("master", "source").replace("slave", "replica");
        int tail = lower.indexOf(TAIL);
        return tail < 0 ? lower : lower.substring(0, tail);
    }

    int errno() {
        return errno;
    }

    String text() {
        return text;
    }

    String command() {
        return command;
    }
}
