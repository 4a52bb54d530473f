package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A source with a second server to read from. */
class StandbyIT extends HealScenario {

    @Test
    @DisplayName("m: master purged, the standby has it: no gap; a restart begins at the standby, the master being away")
    void masterPurged() {
        MySqlServer standby = Servers.fresh(Servers.Kind.V57_GTID_REPLICA);
        try (TcpProxy master = TcpProxy.to(orders.port())) {
            host.sources(master.address(), trades.address())
                    .set("canal.instance.standby1.address", standby.address())
                    .set("canal.instance.group.standby.return", "never");
            Replication replication = Replication.byGtid(orders, standby);
            deliver(orders, "shop1.t", 1, 5);
            host.stop();
            insert(orders, "shop1.t", 6, 10);
            orders.execute("FLUSH LOGS");
            insert(orders, "shop1.t", 11, 15);
            replication.awaitCaughtUp();
            orders.purgeTo("mysql-bin.000002");
            host.start();
            assertThat(client().drainUntilHeld(10).held()).isEqualTo(inserts("shop1.t", 6, 15));
            Gap entry = awaitConfirmed(ORDERS, GapKind.REPLAY);
            assertThat(entry.decision().policy()).isEqualTo("standby");
            assertThat(entry.decision().certainty()).isEqualTo(Certainty.EXACT);
            assertThat(entry.decision().missing().isNothing()).isTrue();
            assertThat(gaps(ORDERS)).noneMatch(gap -> gap.decision().kind() == GapKind.GAP);
            awaitDurableEnd(ORDERS, standby);
            assertThat(addressOf(ORDERS)).isEqualTo(standby.address());

            host.stop();
            insert(orders, "shop1.t", 16, 20);
            replication.awaitCaughtUp().end();
            master.cut();
            host.start();
            assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 16, 20));
            awaitDurableEnd(ORDERS, standby);
            assertThat(addressOf(ORDERS)).isEqualTo(standby.address());
        }
    }

    @Test
    @DisplayName("m: the standby has purged it too: earliest on the master, with the exact missing set")
    void bothPurged() {
        MySqlServer standby = Servers.fresh(Servers.Kind.V57_GTID_REPLICA);
        host.set("canal.instance.standby1.address", standby.address());
        Replication replication = Replication.byGtid(orders, standby);
        deliver(orders, "shop1.t", 1, 5);
        String before = executed(orders);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        String missing = orders.query("SELECT GTID_SUBTRACT('" + executed(orders) + "', '" + before + "')").get(0).get(0);
        replication.awaitCaughtUp();
        orders.execute("FLUSH LOGS");
        orders.purgeTo("mysql-bin.000002");
        standby.execute("FLUSH LOGS");
        standby.purgeTo("replica-bin.000002");
        insert(orders, "shop1.t", 11, 15);
        replication.awaitCaughtUp().end();
        host.start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 11, 15));
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gap.decision().policy()).isEqualTo("earliest");
        assertThat(gap.decision().missing().gtids().orElseThrow()).isEqualToIgnoringCase(missing);
        awaitDurableEnd(ORDERS, orders);
        assertThat(addressOf(ORDERS)).isEqualTo(orders.address());
    }

    @Test
    @DisplayName("m: back to the master as soon as it holds all that was delivered: no gap, no row twice")
    void backToMaster() {
        MySqlServer standby = Servers.fresh(Servers.Kind.V57_GTID_REPLICA);
        host.set("canal.instance.standby1.address", standby.address())
                .set("canal.instance.group.probe.interval", "1");
        Replication replication = Replication.byGtid(orders, standby);
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        orders.execute("FLUSH LOGS");
        replication.awaitCaughtUp();
        orders.purgeTo("mysql-bin.000002");
        host.start();
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 6, 10)));
        awaitAddress(orders);
        replication.end();
        insert(orders, "shop1.t", 11, 15);
        client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 11, 15)));
        assertThat(client.held()).isEqualTo(inserts("shop1.t", 6, 15));
        awaitDurableEnd(ORDERS, orders);
        assertThat(gaps(ORDERS)).allMatch(gap -> gap.decision().missing().isNothing());
    }

    @Test
    @DisplayName("m, in the running process: the line to the master was cut while it purged; the standby has it: no gap")
    void purgedWhileCutOff() {
        MySqlServer standby = Servers.fresh(Servers.Kind.V57_GTID_REPLICA);
        try (TcpProxy master = TcpProxy.to(orders.port())) {
            host.sources(master.address(), trades.address())
                    .set("canal.instance.standby1.address", standby.address())
                    .set("canal.instance.group.standby.return", "never");
            Replication replication = Replication.byGtid(orders, standby);
            deliver(orders, "shop1.t", 1, 5);
            EmbeddedClient client = client();
            master.cut();
            insert(orders, "shop1.t", 6, 10);
            orders.execute("FLUSH LOGS");
            insert(orders, "shop1.t", 11, 15);
            replication.awaitCaughtUp().end();
            orders.purgeTo("mysql-bin.000002");
            awaitState(0, SourceState.RETRYING);
            master.restore();
            client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 6, 15)));
            assertThat(client.held()).isEqualTo(inserts("shop1.t", 6, 15));
            awaitDurableEnd(ORDERS, standby);
            assertThat(gaps(ORDERS)).noneMatch(gap -> gap.decision().kind() == GapKind.GAP);
        }
    }

    @Test
    @DisplayName("failing pings alone switch no source whose dump delivers; a server that is away they do")
    void pings() {
        MySqlServer standby = Servers.fresh(Servers.Kind.V57_GTID_REPLICA);
        try (TcpProxy master = TcpProxy.to(orders.port())) {
            host.sources(master.address(), trades.address())
                    .set("canal.instance.standby1.address", standby.address())
                    .set("canal.instance.group.standby.return", "never")
                    .set("canal.instance.detecting.enable", "true")
                    .set("canal.instance.detecting.sql", "INSERT INTO nowhere.beat VALUES (1)")
                    .set("canal.instance.detecting.interval.time", "1")
                    .set("canal.instance.detecting.retry.threshold", "1")
                    .set("canal.instance.detecting.heartbeatHaEnable", "true");
            Replication replication = Replication.byGtid(orders, standby);
            deliver(orders, "shop1.t", 1, 5);
            EmbeddedClient client = client();
            for (int beat = 6; beat <= 11; beat++) {
                awaitNextSecond(orders);
                insert(orders, "shop1.t", beat, beat);
            }
            client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 6, 11)));
            awaitDurableEnd(ORDERS, orders);
            assertThat(addressOf(ORDERS)).isEqualTo(master.address());
            insert(orders, "shop1.t", 12, 15);
            replication.awaitCaughtUp().end();
            client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 6, 15)));
            master.cut();
            insert(standby, "shop1.t", 16, 20);
            client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 6, 20)));
            assertThat(client.held()).isEqualTo(inserts("shop1.t", 6, 20));
            awaitDurableEnd(ORDERS, standby);
            assertThat(addressOf(ORDERS)).isEqualTo(standby.address());
        }
    }

    private void awaitAddress(MySqlServer server) {
        Awaitility.await("the cursor belongs to " + server.address()).atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50)).until(() -> addressOf(ORDERS).equals(server.address()));
    }

    private String addressOf(SourceName source) {
        return host.durable().sources().get(source).address();
    }
}
