package io.github.lockkeeper.testkit.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A server on the JVM in a process of its own, on the jars of one folder, so that they clash with no other's. It may be
 * killed, frozen and started again any number of times, on the same port and files.
 */
public final class JavaServer {

    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final Duration STOP_BOUND = Duration.ofSeconds(30);

    private final Path libraries;
    private final Path workDir;
    private final int port;
    private final List<String> program;
    private ManagedProcess process;

    /**
     * @param libraries the folder of its jars
     * @param workDir   where it stands; its output goes to {@code server.log} there
     * @param port      where it listens once it has started
     * @param program   the class with its main method, its arguments, and options of the JVM before both
     */
    public JavaServer(Path libraries, Path workDir, int port, List<String> program) {
        this.libraries = libraries;
        this.workDir = workDir;
        this.port = port;
        this.program = program;
    }

    /** Starts it and waits until it listens. */
    public void start() {
        process = ManagedProcess.start(new ProcessBuilder(command(libraries, program)).directory(workDir.toFile()),
                workDir.resolve("server.log"));
        try {
            await().atMost(START_BOUND).pollInterval(Duration.ofMillis(50)).until(() -> !alive() || listens());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("nobody listens on port " + port + ":\n" + process.tail(), e);
        }
        if (!alive()) {
            throw new IllegalStateException("the server for port " + port + " died at its start:\n" + process.tail());
        }
    }

    /** Runs a program of the same folder to its end. */
    public static void run(Path libraries, Path workDir, List<String> program) {
        ManagedProcess.run(new ProcessBuilder(command(libraries, program)).directory(workDir.toFile()),
                workDir.resolve("run.log"), START_BOUND);
    }

    /** SIGTERM, and SIGKILL where that does not end it. */
    public void stop() {
        process.terminate(STOP_BOUND);
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    public boolean alive() {
        return process != null && process.alive();
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<String> command(Path libraries, List<String> program) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", libraries + "/*"));
        command.addAll(program);
        return command;
    }
}
