package io.github.lockkeeper.testkit.zookeeper;

import io.github.lockkeeper.testkit.process.JavaServer;
import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.Ports;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An ensemble of one. It may be killed and started again, on the same port and data. Sessions end early, so that a test
 * can wait for it, whatever time-out a client asks for.
 */
public final class ZooKeeperServer implements AutoCloseable {

    /** What every session gets: the host asks for more. */
    public static final Duration SESSION = Duration.ofSeconds(4);

    private static final int TICK_MILLIS = 500;
    private static final String LOGGING = """
            log4j.rootLogger=WARN,out
            log4j.appender.out=org.apache.log4j.ConsoleAppender
            log4j.appender.out.layout=org.apache.log4j.PatternLayout
            log4j.appender.out.layout.ConversionPattern=%d %p %c{1} %m%n
            """;

    private final int port;
    private final Path workDir;
    private final JavaServer server;

    private ZooKeeperServer(int port, Path workDir) {
        this.port = port;
        this.workDir = workDir;
        this.server = new JavaServer(KitPaths.kafkaLibraries(), workDir, port, List.of(
                "-Dlog4j.configuration=file:log4j.properties", "-Dzookeeper.admin.enableServer=false",
                "org.apache.zookeeper.server.ZooKeeperServerMain", "zoo.cfg"));
    }

    /** Starts it with an empty data folder and waits until it listens. */
    public static ZooKeeperServer start() {
        int port = Ports.free();
        Path workDir = KitPaths.newWorkDir("zookeeper-" + port);
        TextFiles.write(workDir.resolve("zoo.cfg"), String.join("\n", List.of("tickTime=" + TICK_MILLIS,
                "maxSessionTimeout=" + SESSION.toMillis(), "dataDir=" + workDir.resolve("data"), "clientPort=" + port,
                "clientPortAddress=127.0.0.1", "maxClientCnxns=0")) + "\n");
        TextFiles.write(workDir.resolve("log4j.properties"), LOGGING);
        ZooKeeperServer zooKeeper = new ZooKeeperServer(port, workDir);
        zooKeeper.restart();
        return zooKeeper;
    }

    public int port() {
        return port;
    }

    /** As {@code canal.zkServers} wants it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** SIGKILL. Sessions live on for whoever comes back in time: their clock stands still. */
    public void kill() {
        server.kill();
    }

    /** Starts it again after {@link #kill()}, and waits until it listens. */
    public void restart() {
        server.start();
    }

    @Override
    public void close() {
        server.kill();
        TextFiles.deleteTree(workDir.resolve("data"));
    }
}
