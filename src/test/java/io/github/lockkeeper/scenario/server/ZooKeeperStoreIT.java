package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.Map;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One Canal server on ZooKeeper: the record and the journal lie there, and nothing of them in files. */
class ZooKeeperStoreIT extends ServerScenario {

    private static final String CURSOR = "/otter/canal/lockkeeper/" + DESTINATION + "/cursor";
    private static final String GAPS = "/otter/canal/lockkeeper/" + DESTINATION + "/gaps";
    private static final String HOSTS = "/otter/canal/destinations/" + DESTINATION;

    private CuratorFramework zooKeeper;

    @Test
    @DisplayName("auto is ZooKeeper; kill -9, and the host's subtree deleted under it: nothing lost, epochs rise")
    void killedAndItsSubtreeDeleted() throws Exception {
        TestingServer ensemble = opened(new TestingServer(true));
        zooKeeper = opened(CuratorFrameworkFactory.newClient(ensemble.getConnectString(), new RetryOneTime(100)));
        zooKeeper.start();
        MySqlServer orders = started(MySqlServer.of(ServerVersion.V57));
        MySqlServer trades = started(MySqlServer.of(ServerVersion.V80).gtid());
        CanalHome home = home(new GroupProperties().source("orders", orders.address())
                .source("trades", trades.address())).set("canal.zkServers", ensemble.getConnectString());
        prepareLoad(Map.of("orders", orders, "trades", trades));
        canal = opened(CanalServer.start(home));
        awaitThat("a durable start of both", () -> zooKeeper.checkExists().forPath(CURSOR) != null
                && stored().sources().size() == 2);
        startClient(busyClient(11));
        load.start(LoadPlan.calm(150));
        awaitMoreHeld(300);
        long epoch = stored().epoch();
        assertThat(epoch).isEqualTo(zooKeeper.checkExists().forPath(HOSTS + "/running").getCzxid());

        canal.kill9();
        canal.restart();
        awaitMoreHeld(200);
        assertThat(stored().epoch()).as("the epoch of the second election").isGreaterThan(epoch);

        zooKeeper.delete().deletingChildrenIfNeeded().forPath(HOSTS);
        awaitThat("the same server, elected anew", () -> zooKeeper.checkExists().forPath(HOSTS + "/running") != null
                && stored().epoch() == zooKeeper.checkExists().forPath(HOSTS + "/running").getCzxid());
        load.awaitEnd(BOUND);
        awaitAllHeld();
        Oracle.judge(load, client.record()).assertClean();
        assertThat(canal.log(DESTINATION)).doesNotContain("FENCED");
        assertThat(zooKeeper.getChildren().forPath(GAPS)).as("a START for each source").hasSize(2);
        assertThat(home.conf().resolve(DESTINATION)).isDirectoryNotContaining("glob:**group-*");
    }

    private GroupCursor stored() throws Exception {
        return GroupCursorJson.read(zooKeeper.getData().forPath(CURSOR), CURSOR);
    }
}
