package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.protocol.CanalEntry;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The GTID set beside the coordinates, and what it is good for. */
class GtidIT extends EmbeddedScenario {

    private SourceCursor cursor(SourceName source) {
        return host.durable().sources().get(source);
    }

    private static GtidSet executed(MySqlServer server) {
        return GtidSet.parse(server.query("SELECT @@global.gtid_executed").get(0).get(0).toLowerCase(Locale.ROOT));
    }

    private void assertSetsAreTheServers() {
        awaitDurableEnd(ORDERS, orders);
        awaitDurableEnd(TRADES, trades);
        assertThat(cursor(ORDERS).offset().gtids().set()).contains(executed(orders));
        assertThat(cursor(TRADES).offset().gtids().set()).contains(executed(trades));
    }

    @ParameterizedTest(name = "gtidon={0} parallel={1} start={2}")
    @CsvSource({"auto,false,earliest", "auto,true,latest", "true,false,latest", "true,true,earliest"})
    @DisplayName("the stored set is the server's once all is acknowledged, over a rotation and a restart")
    void setFollowsTheStream(String gtidon, boolean parallel, String start) {
        host.set("canal.instance.gtidon", gtidon).set("canal.instance.group.start", start)
                .set("canal.instance.parser.parallel", String.valueOf(parallel)).start();
        awaitStreaming();
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        client().drainUntilHeld(20);
        orders.execute("FLUSH LOGS", "CREATE TABLE shop1.u (id INT PRIMARY KEY)");
        host.restart();
        insert(orders, "shop1.t", 11, 20);
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().contains("INSERT shop1.t#20"));
        assertSetsAreTheServers();
        assertThat(client.held()).isEqualTo(inserts("shop1.t", 11, 20));
        boolean inHeaders = client.entries().stream().map(CanalEntry.Entry::getHeader)
                .anyMatch(header -> !header.getGtid().isEmpty());
        assertThat(inHeaders).as("GTIDs in the entries' headers, as the host writes them").isEqualTo(gtidon.equals("true"));
    }

    private void awaitStreaming() {
        Awaitility.await("both sources stream").atMost(Duration.ofSeconds(40)).until(() ->
                host.parser(0).condition().state() == SourceState.STREAMING
                        && host.parser(1).condition().state() == SourceState.STREAMING);
    }

    @Test
    @DisplayName("gtidon=false keeps no set; auto finds the set of that cursor in the binlog itself")
    void setFoundLater() {
        host.set("canal.instance.gtidon", "false").start();
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        client().drainUntilHeld(20);
        awaitDurableEnd(ORDERS, orders);
        assertThat(cursor(ORDERS).offset().gtids().isPresent()).isFalse();
        host.set("canal.instance.gtidon", "auto").restart();
        insert(orders, "shop1.t", 11, 11);
        insert(trades, "shop2.t", 11, 11);
        client().drainUntilHeld(2);
        assertSetsAreTheServers();
    }

    @Test
    @DisplayName("a changed server that holds all that was delivered: resumes by GTID, no row lost and none twice")
    void changedServer() {
        host.start();
        insert(orders, "shop1.t", 1, 10);
        client().drainUntilHeld(10);
        awaitDurableEnd(ORDERS, orders);
        host.stop();
        try (MySqlServer replica = MySqlServer.of(ServerVersion.V57).serverId(999).gtid()
                .option("log_slave_updates", "ON").start()) {
            replica.execute("RESET MASTER", "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + orders.port()
                    + ", MASTER_USER='canal', MASTER_PASSWORD='canal', MASTER_AUTO_POSITION=1", "START SLAVE");
            insert(orders, "shop1.t", 11, 20);
            Awaitility.await("the replica has caught up").atMost(Duration.ofSeconds(40))
                    .until(() -> executed(orders).isContainedIn(executed(replica)));
            host.sources(replica.address(), trades.address()).start();
            EmbeddedClient client = client().drainUntilHeld(10);
            assertThat(client.held()).isEqualTo(inserts("shop1.t", 11, 20));
            awaitDurableEnd(ORDERS, replica);
            assertThat(cursor(ORDERS).identity().serverId()).isEqualTo(999);
            host.stop();
        }
    }

    @Test
    @DisplayName("a changed server without GTIDs on both sides halts the source; the other goes on, nothing moves")
    void foreignServer() {
        host.set("canal.instance.gtidon", "false").set("canal.instance.group.fallback", "gtid,standby,halt").start();
        insert(orders, "shop1.t", 1, 10);
        client().drainUntilHeld(10);
        awaitDurableEnd(ORDERS, orders);
        host.stop();
        SourceCursor stood = cursor(ORDERS);
        MySqlServer other = Servers.fresh(Servers.Kind.V57_PLAIN);
        host.sources(other.address(), trades.address()).start();
        awaitHalted("FOREIGN_SERVER");
        insert(trades, "shop2.t", 1, 5);
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop2.t", 1, 5));
        assertThat(cursor(ORDERS)).isEqualTo(stood);
        host.sources(orders.address(), trades.address()).restart();
        insert(orders, "shop1.t", 11, 11);
        assertThat(client().drainUntilHeld(1).held()).isEqualTo(inserts("shop1.t", 11, 11));
    }

    private void awaitHalted(String fault) {
        Awaitility.await("halted with " + fault).atMost(Duration.ofSeconds(40)).until(() ->
                host.parser(0).condition().state() == SourceState.HALTED
                        && host.parser(0).condition().reason().contains(fault));
    }

    @ParameterizedTest(name = "parallel={0} gtidon={1}")
    @CsvSource({"false,false", "true,auto", "true,true", "false,true"})
    @DisplayName("RESET MASTER and more writes than before, so that file, position and GTIDs look in range: REWOUND")
    void rewound(boolean parallel, String gtidon) {
        host.set("canal.instance.parser.parallel", String.valueOf(parallel))
                .set("canal.instance.gtidon", gtidon)
                .set("canal.instance.group.fallback", "gtid,timestamp,halt").start();
        insert(orders, "shop1.t", 1, 10);
        client().drainUntilHeld(10);
        awaitDurableEnd(ORDERS, orders);
        host.stop();
        SourceCursor stood = cursor(ORDERS);
        assertThat(stood.offset().fileCreatedSeconds()).isPositive();
        Awaitility.await("another second on the server's clock").atMost(Duration.ofSeconds(5)).until(() ->
                Long.parseLong(orders.query("SELECT UNIX_TIMESTAMP()").get(0).get(0))
                        > stood.offset().fileCreatedSeconds() + 1);
        orders.execute("RESET MASTER");
        for (int i = 0; i < 30; i++) {
            insert(orders, "shop1.t", 100 + i * 10, 109 + i * 10);
        }
        host.start();
        awaitHalted("REWOUND");
        insert(trades, "shop2.t", 1, 5);
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop2.t", 1, 5));
        assertThat(cursor(ORDERS)).isEqualTo(stood);
    }
}
