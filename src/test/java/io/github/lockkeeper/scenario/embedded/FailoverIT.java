package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapStatus;
import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address of a source leads to another server, with GTIDs. */
class FailoverIT extends HealScenario {

    private TcpProxy address;
    private MySqlServer replica;

    @BeforeEach
    void addressThatMoves() {
        replica = Servers.fresh(Servers.Kind.V57_GTID_REPLICA);
        address = TcpProxy.to(orders.port());
        host.sources(address.address(), trades.address());
    }

    @AfterEach
    void closeAddress() {
        address.close();
        replica.execute("STOP SLAVE");
    }

    @ParameterizedTest(name = "gtidon={0} parallel={1}")
    @CsvSource({"auto,false", "true,true"})
    @DisplayName("i: it leads to a replica with other file names: by GTID, no loss, no gap, nothing twice")
    void toReplica(String gtidon, boolean parallel) {
        host.set("canal.instance.gtidon", gtidon).set("canal.instance.parser.parallel", String.valueOf(parallel));
        Replication replication = Replication.byGtid(orders, replica);
        deliver(orders, "shop1.t", 1, 5);
        address.cut();
        insert(orders, "shop1.t", 6, 10);
        replication.awaitCaughtUp().end();
        insert(replica, "shop1.t", 11, 15);
        address.retarget(replica.port());
        address.restore();
        assertThat(client().drainUntilHeld(10).held()).isEqualTo(inserts("shop1.t", 6, 15));
        Gap entry = awaitConfirmed(ORDERS, GapKind.REPLAY);
        assertThat(entry.decision().policy()).isEqualTo("gtid");
        assertThat(entry.decision().cause().code()).isEqualTo("FOREIGN_SERVER");
        assertThat(entry.decision().missing().isNothing()).isTrue();
        assertThat(entry.decision().serverBefore().serverId()).isEqualTo(571);
        assertThat(entry.decision().serverAfter().serverId()).isEqualTo(573);
        assertThat(gaps(ORDERS)).hasSize(2);
        awaitDurableEnd(ORDERS, replica);
        assertThat(host.durable().sources().get(ORDERS).offset().gtids()).hasToString(executed(replica));
    }

    @ParameterizedTest(name = "gtidon={0} parallel={1}")
    @CsvSource({"auto,true", "true,false"})
    @DisplayName("l: failover to a replica that lacks our last transactions: DIVERGED, and they are listed")
    void replicaLacksOurLast(String gtidon, boolean parallel) {
        host.set("canal.instance.gtidon", gtidon).set("canal.instance.parser.parallel", String.valueOf(parallel));
        insert(orders, "shop1.t", 1, 5);
        Replication.byGtid(orders, replica).awaitCaughtUp().end();
        deliver(orders, "shop1.t", 6, 10);
        String surplus = orders.query("SELECT GTID_SUBTRACT('" + executed(orders) + "', '" + executed(replica) + "')")
                .get(0).get(0);
        insert(replica, "shop1.t", 11, 15);
        address.retarget(replica.port());
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 11, 15));
        Gap entry = awaitConfirmed(ORDERS, GapKind.DIVERGED);
        assertThat(entry.decision().surplus()).hasValueSatisfying(
                listed -> assertThat(listed).isEqualToIgnoringCase(surplus));
        assertThat(entry.decision().missing().isNothing()).isTrue();
        assertThat(entry.decision().certainty()).isEqualTo(Certainty.EXACT);
        assertThat(entry.status()).isEqualTo(GapStatus.OPEN);
        awaitDurableEnd(ORDERS, replica);
        host.restart();
        insert(replica, "shop1.t", 16, 20);
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 16, 20));
        assertThat(gaps(ORDERS)).as("the entries: the start, and the divergence once").hasSize(2);
    }

    @ParameterizedTest(name = "parallel={0} to {1}, gtidon={2}, server_id {3}")
    @CsvSource({"false,V57_PLAIN,auto,572", "true,V57_PLAIN,auto,572", "true,V57_GTID_REPLICA,auto,573",
        "false,V57_GTID_REPLICA,auto,571", "false,V57_GTID_REPLICA,true,571", "true,V57_GTID_REPLICA,true,571"})
    @DisplayName("k: it leads elsewhere exactly between the catalogue and the dump: noticed, not one event passes")
    void flipsBeforeTheDump(boolean parallel, Servers.Kind elsewhere, String gtidon, int serverId) {
        host.set("canal.instance.parser.parallel", String.valueOf(parallel)).set("canal.instance.gtidon", gtidon);
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        int dump = connectionsOfAStart();
        MySqlServer other = Servers.fresh(elsewhere);
        String ownId = other.query("SELECT @@global.server_id").get(0).get(0);
        other.execute("SET GLOBAL server_id = " + serverId);
        other.execute("CREATE DATABASE shop1", "CREATE TABLE shop1.t (id INT PRIMARY KEY, v INT)");
        for (int i = 1; i <= 20; i++) {
            insert(other, "shop1.t", 1000 * i, 1000 * i + 10);
        }
        insert(orders, "shop1.t", 6, 10);
        AtomicInteger connections = new AtomicInteger();
        address.route(() -> connections.incrementAndGet() == dump ? other.port() : orders.port());
        try {
            host.start();
            assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 6, 10));
            awaitDurableEnd(ORDERS, orders);
            assertThat(host.parser(0).attempts()).as("attempts: the flipped one, and another").isGreaterThan(1);
            assertThat(gaps(ORDERS)).as("entries besides the start").hasSize(1);
        } finally {
            other.execute("SET GLOBAL server_id = " + ownId);
        }
    }

    /** How many connections an undisturbed start makes; the dump's is the last one. */
    private int connectionsOfAStart() {
        AtomicInteger connections = new AtomicInteger();
        address.route(() -> {
            connections.incrementAndGet();
            return orders.port();
        });
        host.start();
        awaitState(0, SourceState.STREAMING);
        int opened = connections.get();
        host.stop();
        return opened;
    }
}
