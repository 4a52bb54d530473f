package io.github.lockkeeper.ops.cli;

/** Something that was to be expected went wrong: what it is, and what to do, in a message for people. Exit code 1. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one or more sentences; the last one says what to do */
    public CommandFailure(String message) {
        super(message);
    }

    /** What is printed on standard error: one line. */
    public String line() {
        return Answer.said(getMessage());
    }

    /** As the other one, with the failure behind it, which is not shown. */
    static CommandFailure causedBy(Throwable cause, String message) {
        CommandFailure failure = new CommandFailure(message);
        failure.initCause(cause);
        return failure;
    }
}
