package io.github.lockkeeper.testkit.host;

import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.testkit.process.ManagedProcess;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A Canal server process in a {@link CanalHome}, started as its own start script does. It may be killed, stopped and
 * restarted any number of times; {@link #close()} ends it and leaves the home's logs.
 */
public final class CanalServer implements AutoCloseable {

    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final Duration STOP_BOUND = Duration.ofSeconds(30);
    private static final String STARTED = "start successful";
    private static final String UP = "the canal server is running now";
    private static final String WITHOUT_DESTINATION = "canal";
    private static final String REFUSED = "generator instance failed";

    private final CanalHome home;
    private final List<String> jvmOptions;
    private final Map<String, Integer> logStart = new HashMap<>();
    private ManagedProcess process;

    private CanalServer(CanalHome home, List<String> jvmOptions) {
        this.home = home;
        this.jvmOptions = jvmOptions;
    }

    /** Starts it and waits until it listens, unless it is in MQ mode, and every destination has started. */
    public static CanalServer start(CanalHome home, String... jvmOptions) {
        CanalServer server = launch(home, jvmOptions);
        server.awaitStarted();
        return server;
    }

    /** Starts the process and waits for nothing: for servers that are meant to refuse. */
    public static CanalServer launch(CanalHome home, String... jvmOptions) {
        CanalServer server = new CanalServer(home, List.of(jvmOptions));
        server.launch();
        return server;
    }

    /** Starts it and waits until it listens, or in MQ mode says that it is up: another may run its destinations. */
    public static CanalServer startBeside(CanalHome home, String... jvmOptions) {
        CanalServer server = launch(home, jvmOptions);
        server.awaitUp();
        return server;
    }

    /** Starts the process again where it has ended, and waits as {@link #startBeside} does. */
    public void restartBeside() {
        launch();
        awaitUp();
    }

    public CanalHome home() {
        return home;
    }

    /** Where clients connect. */
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", home.port());
    }

    public boolean alive() {
        return process.alive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    public void kill9() {
        process.kill();
    }

    /** SIGSTOP: all its threads stand still, and its connections stay. */
    public void freeze() {
        process.freeze();
    }

    /** SIGCONT. */
    public void thaw() {
        process.thaw();
    }

    /** SIGTERM; a server that does not end within the bound is killed and reported, with its threads. */
    public void stop() {
        if (!process.alive()) {
            return;
        }
        if (!process.terminate(STOP_BOUND)) {
            throw new IllegalStateException("the server did not stop within " + STOP_BOUND + ":\n" + stdout());
        }
    }

    /** Stops it where it runs and starts it again over the same home. */
    public void restart() {
        stop();
        launch();
        awaitStarted();
    }

    /** What the destination has logged since this process was started. */
    public String log(String destination) {
        String all = home.log(destination);
        return all.substring(Math.min(logStart.getOrDefault(destination, 0), all.length()));
    }

    /** Standard output and errors, of all processes in this home. */
    public String stdout() {
        return TextFiles.text(stdoutFile());
    }

    /** Waits until it listens and every destination says that it has started. */
    public void awaitStarted() {
        try {
            await().atMost(START_BOUND).pollInterval(Duration.ofMillis(50)).until(() -> failed() || started());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("Canal did not start within " + START_BOUND + ":\n" + evidence(), e);
        }
        if (failed()) {
            throw new IllegalStateException("Canal failed at its start:\n" + evidence());
        }
    }

    private void awaitUp() {
        try {
            await().atMost(START_BOUND).pollInterval(Duration.ofMillis(50)).until(() -> !alive() || isUp());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("Canal is not up after " + START_BOUND + ":\n" + evidence(), e);
        }
        if (!alive()) {
            throw new IllegalStateException("Canal ended at its start:\n" + evidence());
        }
    }

    private boolean isUp() {
        return home.listens() ? listens() : log(WITHOUT_DESTINATION).contains(UP);
    }

    /** The ends of all logs: what to print when a scenario fails. */
    public String evidence() {
        StringBuilder text = new StringBuilder("home: " + home.dir() + "\nstdout:\n" + TextFiles.tail(stdoutFile(), 30));
        text.append("\ncanal.log:\n").append(TextFiles.tail(home.logFile("canal"), 30));
        for (String destination : home.destinations()) {
            text.append('\n').append(destination).append(".log:\n");
            text.append(TextFiles.tail(home.logFile(destination), 60));
        }
        return text.toString();
    }

    @Override
    public void close() {
        process.kill();
    }

    private void launch() {
        home.destinations().forEach(name -> logStart.put(name, home.log(name).length()));
        logStart.put(WITHOUT_DESTINATION, home.canalLog().length());
        ProcessBuilder builder = new ProcessBuilder(command()).directory(home.dir().resolve("bin").toFile());
        process = ManagedProcess.start(builder, stdoutFile());
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-DappName=otter-canal", "-Djava.awt.headless=true", "-Djava.net.preferIPv4Stack=true",
                "-Dfile.encoding=UTF-8", "-Dcanal.conf=../conf/canal.properties",
                "-Dlogback.configurationFile=../conf/logback.xml",
                "-cp", "../conf:../lib/*", "com.alibaba.otter.canal.deployer.CanalLauncher"));
        return command;
    }

    private boolean started() {
        return (!home.listens() || listens()) && home.destinations().stream().allMatch(name -> log(name).contains(STARTED));
    }

    /** A server whose instance cannot be built lives on and listens. */
    private boolean failed() {
        return !alive() || home.destinations().stream().anyMatch(name -> log(name).contains(REFUSED));
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(address(), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path stdoutFile() {
        return home.dir().resolve("logs").resolve("stdout.log");
    }
}
