package io.github.lockkeeper.fault;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One line of the table: errors with this number whose text has all these words are of this kind. Words, because
 * servers change their sentences between versions and add to them. Immutable.
 */
final class FaultRule {

    /** The number of every error of a dump: only the text tells them apart. */
    static final int DUMP_ERROR = 1236;
    private static final int ANY = -1;
    private static final int NONE = 0;

    private final FaultKind kind;
    private final int errno;
    private final List<String> words;
    private final String command;

    private FaultRule(FaultKind kind, int errno, List<String> words, String command) {
        this.kind = kind;
        this.errno = errno;
        this.words = words;
        this.command = command;
    }

    /** For a number. @param words lower case, with source and replica where older servers say master and slave */
    static FaultRule code(FaultKind kind, int errno, String... words) {
        return new FaultRule(kind, errno, Collections.unmodifiableList(Arrays.asList(words)), "");
    }

    /** For what a server says instead of the events that were asked for. */
    static FaultRule dump(FaultKind kind, String... words) {
        return code(kind, DUMP_ERROR, words);
    }

    /** For a text, whatever its number, and without one. */
    static FaultRule text(FaultKind kind, String... words) {
        return code(kind, ANY, words);
    }

    /** For a text without a number: not a server's. */
    static FaultRule unnumbered(FaultKind kind, String... words) {
        return code(kind, NONE, words);
    }

    /** The same only for answers to statements that begin so, in lower case. */
    FaultRule onlyOf(String beginningOfCommand) {
        return new FaultRule(kind, errno, words, beginningOfCommand);
    }

    FaultKind kind() {
        return kind;
    }

    boolean matches(PlainError error) {
        return (errno == ANY || errno == error.errno()) && error.command().startsWith(command)
                && words.stream().allMatch(error.text()::contains);
    }

    /** For messages. */
    @Override
    public String toString() {
        return kind + (errno == ANY ? "" : " errno=" + errno) + (words.isEmpty() ? "" : " words=" + words)
                + (command.isEmpty() ? "" : " command=" + command);
    }
}
