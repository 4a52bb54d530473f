package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.testkit.process.JavaServer;
import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.Ports;
import java.nio.file.Path;
import java.util.List;

/** A ZooKeeper server of the version that came with the oldest Canal, 3.4, in a process of its own. */
final class OldZooKeeper implements AutoCloseable {
    private final int port = Ports.free();
    private final JavaServer server;

    private OldZooKeeper() {
        Path workDir = KitPaths.newWorkDir("zookeeper-3.4");
        server = new JavaServer(KitPaths.hosts().resolve("canal-1.1.4").resolve("lib"), workDir, port, List.of(
                "-Dzookeeper.jmx.log4j.disable=true",
                "org.apache.zookeeper.server.ZooKeeperServerMain", String.valueOf(port), "data"));
        server.start();
    }

    static OldZooKeeper start() {
        return new OldZooKeeper();
    }

    ZooKeeperPlace place() {
        return new ZooKeeperPlace("127.0.0.1:" + port, "", "");
    }

    @Override
    public void close() {
        server.kill();
    }
}
