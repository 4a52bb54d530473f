package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.host.StockTemplate;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
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
        stopsWhereItsRecordIsDeleted();
    }

    /** What the person did who deleted it stands: nothing is written over it, and nobody starts by himself. */
    private void stopsWhereItsRecordIsDeleted() throws Exception {
        zooKeeper.delete().forPath(CURSOR);
        awaitThat("the destination stopped", () -> canal.log(DESTINATION).contains("the destination is stopped"));
        assertThat(canal.log(DESTINATION)).contains("source=orders state=FENCED").contains("source=trades state=FENCED")
                .contains("was deleted").contains("It stays stopped here until a person has looked");
        assertThat(zooKeeper.checkExists().forPath(CURSOR)).as("not made again").isNull();
        assertThat(zooKeeper.checkExists().forPath(HOSTS + "/running")).as("nobody else begins from nothing").isNotNull();
    }

    @Test
    @DisplayName("N9: from a stock template on ZooKeeper to the plugin, the subtree deleted, and back: nothing lost")
    void adoptedAndBack() throws Exception {
        TestingServer ensemble = opened(new TestingServer(true));
        zooKeeper = opened(CuratorFrameworkFactory.newClient(ensemble.getConnectString(), new RetryOneTime(100)));
        zooKeeper.start();
        MySqlServer orders = started(MySqlServer.of(ServerVersion.V57));
        Map<String, String> plain = new LinkedHashMap<>(new GroupProperties().all());
        plain.put("canal.instance.master.address", orders.address());
        CanalHome home = CanalHome.create().useStock(StockTemplate.single(StockTemplate.Cursor.ZOOKEEPER))
                .set("canal.zkServers", ensemble.getConnectString()).destination(DESTINATION, plain);
        prepareLoad(Map.of("orders", orders));
        canal = opened(CanalServer.start(home));
        awaitStockStreams(canal, 1);
        startClient(ConsumerOptions.plain().withBatchSize(100).withoutTransactionCheck());
        writeAndHold();
        awaitHostsCursorAtRest();
        canal.stop();

        load.start(LoadPlan.calm(40)).awaitEnd(BOUND);
        home.installPlugin();
        canal = opened(CanalServer.start(home));
        awaitAllHeld();
        assertThat(canal.log(DESTINATION)).contains("adopts Canal's own cursor");
        awaitThat("the cursor at the end", () -> stored().sources().values().stream()
                .anyMatch(cursor -> cursor.offset().coordinates().toString().equals(end(orders))));
        canal.stop();

        // What people do after a change of server, and what takes no cursor of ours with it.
        zooKeeper.delete().deletingChildrenIfNeeded().forPath(HOSTS);
        load.start(LoadPlan.calm(40)).awaitEnd(BOUND);
        canal.restart();
        awaitAllHeld();
        assertThat(canal.log(DESTINATION)).doesNotContain("adopts Canal's own cursor");
        awaitHostsCursorAtRest();
        canal.stop();

        load.start(LoadPlan.calm(40)).awaitEnd(BOUND);
        home.useStock(StockTemplate.single(StockTemplate.Cursor.ZOOKEEPER));
        canal = opened(CanalServer.start(home));
        awaitAllHeld();
        Oracle.judge(load, client.record()).assertClean();
    }

    @Test
    @DisplayName("N6: a destination that ran on files takes its cursors along when canal.zkServers is set")
    void fromFilesToZooKeeper() throws Exception {
        TestingServer ensemble = opened(new TestingServer(true));
        zooKeeper = opened(CuratorFrameworkFactory.newClient(ensemble.getConnectString(), new RetryOneTime(100)));
        zooKeeper.start();
        MySqlServer orders = started(MySqlServer.of(ServerVersion.V57));
        CanalHome home = home(new GroupProperties().source("orders", orders.address()));
        prepareLoad(Map.of("orders", orders));
        startCanal(home, 1);
        startClient(ConsumerOptions.plain().withBatchSize(100));
        writeAndHold();
        canal.stop();

        load.start(LoadPlan.calm(40)).awaitEnd(BOUND);
        home.set("canal.zkServers", ensemble.getConnectString());
        canal.restart();
        awaitAllHeld();
        Oracle.judge(load, client.record()).assertClean();
        assertThat(canal.log(DESTINATION)).contains("are taken over").contains("group-cursor.json");
    }

    private void writeAndHold() {
        load.start(LoadPlan.calm(60)).awaitEnd(BOUND);
        awaitAllHeld();
    }

    /** The host writes its cursor every second, and not at its stop. */
    private void awaitHostsCursorAtRest() {
        String[] last = {""};
        await("a cursor of the host that moves no more").atMost(BOUND).during(Duration.ofSeconds(3))
                .pollInterval(Duration.ofMillis(100)).until(() -> {
                    String before = last[0];
                    last[0] = hostsCursor();
                    return before.equals(last[0]) && before.contains("journalName");
                });
    }

    private String hostsCursor() throws Exception {
        String path = HOSTS + "/1001/cursor";
        return zooKeeper.checkExists().forPath(path) == null
                ? "" : new String(zooKeeper.getData().forPath(path), StandardCharsets.UTF_8);
    }

    private GroupCursor stored() throws Exception {
        return GroupCursorJson.read(zooKeeper.getData().forPath(CURSOR), CURSOR);
    }
}
