package io.github.lockkeeper.scenario.embedded;

import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.position.SourceName;
import java.time.Duration;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.awaitility.Awaitility;

/** The record of the embedded host's group in ZooKeeper, as it is durable now. */
final class ZooKeeperRecord implements AutoCloseable {

    private static final String CURSOR = "/otter/canal/lockkeeper/" + EmbeddedHost.DESTINATION + "/cursor";

    private static final String HOSTS_CURSOR =
            "/otter/canal/destinations/" + EmbeddedHost.DESTINATION + "/1001/cursor";

    private final CuratorFramework client;

    ZooKeeperRecord(TestingServer ensemble) {
        client = CuratorFrameworkFactory.newClient(ensemble.getConnectString(), new RetryOneTime(100));
        client.start();
    }

    /** Waits until the cursor of a source is there: {@code file:position}. */
    void awaitEnd(SourceName source, String coordinates) {
        Awaitility.await(source + " durable at " + coordinates).atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50)).until(() -> coordinates(source), coordinates::equals);
    }

    /** Waits until Canal's own cursor of the client is there, which the host writes every second. */
    void awaitHostsCursor() {
        Awaitility.await("Canal's own cursor").atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50))
                .until(() -> client.checkExists().forPath(HOSTS_CURSOR) != null);
    }

    /** All that is ours, as if the plugin had never been there. */
    void delete() throws Exception {
        client.delete().deletingChildrenIfNeeded().forPath("/otter/canal/lockkeeper");
    }

    private String coordinates(SourceName source) throws Exception {
        if (client.checkExists().forPath(CURSOR) == null) {
            return "no record";
        }
        SourceCursor cursor = GroupCursorJson.read(client.getData().forPath(CURSOR), CURSOR).sources().get(source);
        return cursor == null ? "no cursor" : cursor.offset().coordinates().toString();
    }

    @Override
    public void close() {
        client.close();
    }
}
