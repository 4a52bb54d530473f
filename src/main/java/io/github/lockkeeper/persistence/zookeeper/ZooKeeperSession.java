package io.github.lockkeeper.persistence.zookeeper;

import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.utils.ZKPaths;
import org.apache.zookeeper.ClientCnxnSocketNIO;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.Stat;

/**
 * A connection to the ensemble, kept up by Curator over disconnects and expired sessions; nothing here lives by the
 * session. Every call ends within about {@value #LONGEST_CALL_SECONDS} s for a connection and
 * {@value #LONGEST_ANSWER_SECONDS} s for the answer. Nothing is tried twice: only the caller knows what a lost answer means.
 *
 * <p>Thread-safe.
 */
final class ZooKeeperSession implements AutoCloseable {
    /** What the host asks for too (ZooKeeperx); the ensemble cuts both down to the same. */
    static final int SESSION_MILLIS = 90_000;
    private static final int CONNECT_SECONDS = 15;
    private static final int LONGEST_CALL_SECONDS = 5;
    private static final int LONGEST_ANSWER_SECONDS = 10;

    private final ZooKeeperPlace place;
    private final CuratorFramework client;
    private final HostAcl acl;

    private ZooKeeperSession(ZooKeeperPlace place, CuratorFramework client, HostAcl acl) {
        this.place = place;
        this.client = client;
        this.acl = acl;
    }

    /** @throws ZooKeeperFailure if there is no connection within {@value #CONNECT_SECONDS} s */
    static ZooKeeperSession open(ZooKeeperPlace place) throws ZooKeeperFailure {
        HostAcl acl = new HostAcl(place);
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(place.servers())
                .sessionTimeoutMs(SESSION_MILLIS)
                .connectionTimeoutMs((int) TimeUnit.SECONDS.toMillis(LONGEST_CALL_SECONDS))
                .retryPolicy(new RetryNTimes(0, 0))
                // Servers of ZooKeeper 3.4 know neither; the host's own list of servers is the one to go by.
                .ensembleTracker(false).dontUseContainerParents()
                .zkClientConfig(clientConfig())
                .aclProvider(acl);
        if (!place.auth().isEmpty()) {
            int colon = place.auth().indexOf(':');
            builder.authorization(place.auth().substring(0, colon),
                    place.auth().substring(colon + 1).getBytes(StandardCharsets.UTF_8));
        }
        ZooKeeperSession session = new ZooKeeperSession(place, builder.build(), acl);
        try {
            session.connect();
            acl.learn(session.client);
            return session;
        } catch (ZooKeeperFailure | RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /**
     * System properties are the host's: a socket class that they name for its client does not exist for ours. By its
     * simple name, because any other is compared with the class for Netty first, which the jar does not have.
     */
    private static ZKClientConfig clientConfig() {
        ZKClientConfig config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, ClientCnxnSocketNIO.class.getSimpleName());
        // Also for the goodbye: towards a server that is silent it would take the whole session.
        config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT,
                Long.toString(TimeUnit.SECONDS.toMillis(LONGEST_ANSWER_SECONDS)));
        return config;
    }

    private void connect() throws ZooKeeperFailure {
        client.start();
        boolean connected = call(() -> client.blockUntilConnected(CONNECT_SECONDS, TimeUnit.SECONDS));
        if (!connected) {
            throw ZooKeeperFailure.of(new ConnectException(
                    "no connection within " + CONNECT_SECONDS + " s"));
        }
    }

    /** What the ensemble allows, milliseconds. */
    int sessionMillis() throws ZooKeeperFailure {
        return call(() -> client.getZookeeperClient().getZooKeeper().getSessionTimeout());
    }

    /** Has what follows see all that any server of the ensemble had answered before. */
    void sync(String path) throws ZooKeeperFailure {
        // Not by Curator, which hands it to a thread of its own: it has to be sent before the read that follows.
        call(() -> {
            client.getZookeeperClient().getZooKeeper().sync(path, (code, where, context) -> { }, null);
            return null;
        });
    }

    /** @return empty if there is no such node */
    Optional<Node> read(String path) throws ZooKeeperFailure {
        return call(() -> {
            Stat stat = new Stat();
            try {
                return Optional.of(node(client.getData().storingStatIn(stat).forPath(path), stat));
            } catch (NoNodeException e) {
                return Optional.empty();
            }
        });
    }

    /** As {@link #read(String)}; the watcher is told once of the node's next change, if there is a node. */
    Optional<Node> read(String path, Watcher watcher) throws ZooKeeperFailure {
        return call(() -> {
            Stat stat = new Stat();
            try {
                return Optional.of(node(client.getData().storingStatIn(stat).usingWatcher(watcher).forPath(path), stat));
            } catch (NoNodeException e) {
                return Optional.empty();
            }
        });
    }

    private static Node node(byte[] content, Stat stat) {
        return new Node(content, stat.getVersion(), stat.getCzxid(), stat.getMzxid());
    }

    /** The version of a node; empty if there is none. */
    Optional<Integer> version(String path) throws ZooKeeperFailure {
        return call(() -> Optional.ofNullable(client.checkExists().forPath(path)).map(Stat::getVersion));
    }

    /** The names of a node's children; none if there is no such node. */
    List<String> children(String path) throws ZooKeeperFailure {
        return call(() -> {
            try {
                return client.getChildren().forPath(path);
            } catch (NoNodeException e) {
                return Collections.<String>emptyList();
            }
        });
    }

    /** Makes a node with its parents. */
    void create(String path, byte[] content) throws ZooKeeperFailure {
        // Not by Curator's builder, whose request servers of 3.4 do not know (create2).
        call(() -> {
            ZooKeeper zooKeeper = client.getZookeeperClient().getZooKeeper();
            ZKPaths.mkdirs(zooKeeper, path, false, acl, false);
            return zooKeeper.create(path, content, acl.getAclForPath(path), CreateMode.PERSISTENT);
        });
    }

    /** Makes an empty node with its parents, unless it is there. */
    void createIfMissing(String path) throws ZooKeeperFailure {
        try {
            create(path, new byte[0]);
        } catch (ZooKeeperFailure e) {
            if (e.kind() != ZooKeeperFailure.Kind.CHANGED) {
                throw e;
            }
        }
    }

    /** @return the node's new version */
    int set(String path, byte[] content, int version) throws ZooKeeperFailure {
        return call(() -> client.setData().withVersion(version).forPath(path, content).getVersion());
    }

    /** All or nothing. */
    void transact(CuratorOp... operations) throws ZooKeeperFailure {
        call(() -> client.transaction().forOperations(Arrays.asList(operations)));
    }

    /** An operation of a transaction: the node has to be at that version. */
    CuratorOp check(String path, int version) throws ZooKeeperFailure {
        return call(() -> client.transactionOp().check().withVersion(version).forPath(path));
    }

    /** An operation of a transaction: makes a node whose parent exists. */
    CuratorOp creation(String path, byte[] content) throws ZooKeeperFailure {
        return call(() -> client.transactionOp().create().forPath(path, content));
    }

    /** An operation of a transaction: writes a node that has to be at that version. */
    CuratorOp change(String path, byte[] content, int version) throws ZooKeeperFailure {
        return call(() -> client.transactionOp().setData().withVersion(version).forPath(path, content));
    }

    /** An operation of a transaction: removes a node that has to be at that version. */
    CuratorOp deletion(String path, int version) throws ZooKeeperFailure {
        return call(() -> client.transactionOp().delete().withVersion(version).forPath(path));
    }

    private static <T> T call(Callable<T> operation) throws ZooKeeperFailure {
        try {
            return operation.call();
        } catch (Exception e) {
            throw ZooKeeperFailure.of(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return place.toString();
    }
}
