package io.github.lockkeeper.persistence.zookeeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;

/** A real ZooKeeper in this process, whose sessions last {@value #SESSION_MILLIS} ms, and a client that looks into it. */
public final class Ensemble implements AutoCloseable {
    static final int SESSION_MILLIS = 2000;
    private static final int TICK_MILLIS = 200;
    private static final AtomicInteger DESTINATIONS = new AtomicInteger();

    private final TestingServer server;
    private final CuratorFramework client;

    private Ensemble(TestingServer server) {
        this.server = server;
        this.client = CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100));
        client.start();
    }

    public static Ensemble start() {
        return start(SESSION_MILLIS);
    }

    /** @param sessionMillis how long its sessions last */
    static Ensemble start(int sessionMillis) {
        try {
            return new Ensemble(new TestingServer(new InstanceSpec(null, -1, -1, -1, true, -1, TICK_MILLIS, -1,
                    Map.of("maxSessionTimeout", String.valueOf(sessionMillis))), true));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A destination that nobody had before. */
    public static String newDestination() {
        return "group" + DESTINATIONS.incrementAndGet();
    }

    int port() {
        return server.getPort();
    }

    public String address() {
        return server.getConnectString();
    }

    public ZooKeeperPlace place() {
        return new ZooKeeperPlace(address(), "", "");
    }

    void restart() throws Exception {
        server.restart();
    }

    public CuratorFramework client() {
        return client;
    }

    /** As the host of that server would, when it has won. */
    void elect(String destination, String server) throws Exception {
        client.create().creatingParentsIfNeeded().withMode(CreateMode.EPHEMERAL).forPath(
                new DestinationPaths(destination).running(),
                ("{\"active\":true,\"address\":\"" + server + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /** As the end of its session would. */
    void dismiss(String destination) throws Exception {
        client.delete().forPath(new DestinationPaths(destination).running());
    }

    Optional<byte[]> content(String path) throws Exception {
        return client.checkExists().forPath(path) == null
                ? Optional.empty() : Optional.of(client.getData().forPath(path));
    }

    @Override
    public void close() {
        client.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
