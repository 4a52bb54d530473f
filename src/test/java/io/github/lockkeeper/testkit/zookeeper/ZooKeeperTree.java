package io.github.lockkeeper.testkit.zookeeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/**
 * Looks into a ZooKeeper, past any proxy of the servers under test. Each look has a session of its own, so that none
 * suffers from an outage before it; while the server is away there is nothing to be seen.
 */
public final class ZooKeeperTree {

    private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);

    private final String servers;

    public ZooKeeperTree(String servers) {
        this.servers = servers;
    }

    /** What a node holds; empty where there is no node, or no server. */
    public Optional<byte[]> data(String path) {
        return look(zooKeeper -> zooKeeper.getData(path, false, null));
    }

    /** The same as text. */
    public Optional<String> text(String path) {
        return data(path).map(data -> new String(data, StandardCharsets.UTF_8));
    }

    /** The names below a node; none where there is no node, or no server. */
    public List<String> children(String path) {
        return look(zooKeeper -> zooKeeper.getChildren(path, false)).orElse(List.of());
    }

    private <T> Optional<T> look(Look<T> look) {
        CountDownLatch connected = new CountDownLatch(1);
        try {
            ZooKeeper zooKeeper = new ZooKeeper(servers, (int) ZooKeeperServer.SESSION.toMillis(), event -> {
                if (event.getState() == KeeperState.SyncConnected) {
                    connected.countDown();
                }
            });
            try {
                return connected.await(CONNECT_BOUND.toMillis(), TimeUnit.MILLISECONDS)
                        ? Optional.ofNullable(look.at(zooKeeper)) : Optional.empty();
            } finally {
                zooKeeper.close();
            }
        } catch (KeeperException.NoNodeException | KeeperException.ConnectionLossException nothing) {
            return Optional.empty();
        } catch (KeeperException e) {
            throw new IllegalStateException(servers + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private interface Look<T> {
        T at(ZooKeeper zooKeeper) throws KeeperException, InterruptedException;
    }
}
