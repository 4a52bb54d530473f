package io.github.lockkeeper.scenario.embedded;

import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.ManagedProcess;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** {@link EmbeddedMain} as a process: on any Canal version that the build fetched, with any Java, ended by SIGKILL. */
final class HostProcess implements AutoCloseable {

    /** Begins the line that says what runs there. */
    static final String RUNS = "RUNS ";
    /** Begins the line of each acknowledged row. */
    static final String HELD = "HELD ";

    /** What Canal 1.1.6 needs on Java 16 or later to read its own {@code meta.dat} back. */
    static final String OPEN_NET = "--add-opens=java.base/java.net=ALL-UNNAMED";

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Path output;
    private final ManagedProcess process;

    private HostProcess(Path output, ManagedProcess process) {
        this.output = output;
        this.process = process;
    }

    /**
     * @param java the program that runs it, with options
     * @param version of Canal
     * @param dataDir outlives the process
     * @param arguments of {@link EmbeddedMain} behind the data directory
     */
    static HostProcess start(List<String> java, String version, Path dataDir, String... arguments) {
        Path output = KitPaths.newWorkDir("host-" + version).resolve("out");
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=testkit/logback-kit.xml",
                "-cp", classpath(version), EmbeddedMain.class.getName(), dataDir.toString()));
        command.addAll(List.of(arguments));
        return new HostProcess(output, ManagedProcess.start(new ProcessBuilder(command), output));
    }

    private static String classpath(String version) {
        return String.join(File.pathSeparator,
                KitPaths.pluginJar().toString(),
                KitPaths.hosts().resolve("canal-" + version).resolve("lib").resolve("*").toString(),
                KitPaths.hosts().resolveSibling("test-classes").toString());
    }

    /** All that it and the host have printed. */
    String output() {
        return TextFiles.text(output);
    }

    boolean alive() {
        return process.alive();
    }

    /** What it says of itself. */
    String runs() {
        return lines(RUNS).stream().findFirst().orElse("");
    }

    /** The acknowledged rows so far, in order, repeated ones too. */
    List<String> held() {
        return lines(HELD);
    }

    HostProcess awaitHeld(Collection<String> rows) {
        try {
            Awaitility.await(rows.size() + " rows held").atMost(BOUND).pollInterval(Duration.ofMillis(20))
                    .until(() -> !process.alive() || held().containsAll(rows));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\n" + process.tail(), e);
        }
        if (!process.alive()) {
            throw new AssertionError("the host has ended:\n" + process.tail());
        }
        return this;
    }

    void kill9() {
        process.kill();
    }

    @Override
    public void close() {
        process.kill();
    }

    /** A line that is being written is not one yet. */
    private List<String> lines(String start) {
        String text = output();
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length())).toList();
    }
}
