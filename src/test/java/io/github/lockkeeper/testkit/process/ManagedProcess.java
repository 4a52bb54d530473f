package io.github.lockkeeper.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process that ends with this JVM, whatever ends the JVM. Its output goes to one file. */
public final class ManagedProcess {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Duration AFTER_KILL = Duration.ofSeconds(20);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(
                () -> RUNNING.forEach(Process::destroyForcibly), "testkit-end-processes"));
    }

    private final Process process;
    private final Path output;

    private ManagedProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it; standard output and errors are appended to {@code output}. */
    public static ManagedProcess start(ProcessBuilder builder, Path output) {
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            RUNNING.add(process);
            process.onExit().thenRun(() -> RUNNING.remove(process));
            Reaper.watch(process);
            return new ManagedProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end; anything but exit code 0 within the bound is an error that shows its output. */
    public static void run(ProcessBuilder builder, Path output, Duration bound) {
        ManagedProcess started = start(builder, output);
        if (!started.waitFor(bound)) {
            started.kill();
            throw new IllegalStateException(builder.command() + " did not end within " + bound + "\n" + started.tail());
        }
        if (started.process.exitValue() != 0) {
            throw new IllegalStateException(
                    builder.command() + " ended with " + started.process.exitValue() + "\n" + started.tail());
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGTERM, and SIGKILL after the bound. True when SIGTERM was enough. */
    public boolean terminate(Duration bound) {
        process.destroy();
        boolean ended = waitFor(bound);
        if (!ended) {
            kill();
        }
        return ended;
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        if (!waitFor(AFTER_KILL)) {
            throw new IllegalStateException("process " + pid() + " survives SIGKILL");
        }
    }

    /** SIGSTOP: it keeps its memory, its files and its connections, and does nothing until {@link #thaw()}. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    /** The end of its output, for error messages. */
    public String tail() {
        return TextFiles.tail(output, 40);
    }

    private void signal(String name) {
        run(new ProcessBuilder("kill", "-" + name, Long.toString(pid())), output, AFTER_KILL);
    }

    private boolean waitFor(Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while process " + pid() + " ends", e);
        }
    }
}
