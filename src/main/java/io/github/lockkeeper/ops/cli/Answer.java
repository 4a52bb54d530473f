package io.github.lockkeeper.ops.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** What a command says: the answer itself on standard output, what goes with it on standard error. */
final class Answer {
    private final PrintWriter out;
    private final PrintWriter err;
    private int exitCode = ExitCode.OK;

    Answer(CommandLine commandLine) {
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
    }

    /** @param text of whole lines */
    void print(String text) {
        out.print(text);
    }

    /** Something that is worth a word, but as it should be. */
    void remark(String sentences) {
        err.println(said(sentences));
    }

    /** Something that is not as it should be; the exit code tells it as well. */
    void problem(String sentences) {
        remark(sentences);
        exitCode = ExitCode.SOFTWARE;
    }

    /** A line of the command's on standard error. */
    static String said(String sentences) {
        return "lockkeeper: " + Shown.line(sentences);
    }

    int exitCode() {
        return exitCode;
    }
}
