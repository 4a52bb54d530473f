package io.github.lockkeeper.testkit.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends what a JVM started when that JVM is gone, also when it was killed and no shutdown hook ran: a small process of
 * its own that reads started and ended process ids from a pipe and, at the pipe's end, kills those still listed.
 */
final class Reaper {

    private static final String PROGRAM = "trap '' INT HUP; exec awk '"
            + "$1 == \"+\" { running[$2] } $1 == \"-\" { delete running[$2] } "
            + "END { for (pid in running) system(\"kill -9 \" pid \" 2>/dev/null\") }'";
    private static final Reaper INSTANCE = new Reaper();

    private final OutputStream pipe;

    private Reaper() {
        try {
            Process process = new ProcessBuilder("sh", "-c", PROGRAM)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            pipe = process.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void watch(Process process) {
        INSTANCE.tell("+ " + process.pid());
        process.onExit().thenRun(() -> INSTANCE.tell("- " + process.pid()));
    }

    private synchronized void tell(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the reaper is gone", e);
        }
    }
}
