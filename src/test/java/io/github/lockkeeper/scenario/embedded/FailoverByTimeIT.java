package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.testkit.server.MySqlServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address of a source leads to another server, without GTIDs: time has to do. */
class FailoverByTimeIT extends HealScenario {

    /** The default of canal.instance.fallbackIntervalInSeconds is 60. */
    private static final int LONG_AGO = 500;
    private static final int BEFORE_THE_MARGIN = 150;

    @BeforeEach
    void withoutGtids() {
        orders = plain();
        emptyLongAgo(orders);
    }

    /** Its binlog begins long ago, without the statements that made the table. */
    private static void emptyLongAgo(MySqlServer server) {
        server.execute("SET TIMESTAMP = UNIX_TIMESTAMP() - 1000", "RESET MASTER");
    }

    private MySqlServer replica(Servers.Kind kind) {
        MySqlServer replica = Servers.fresh(kind);
        replica.execute("CREATE DATABASE shop1", "CREATE TABLE shop1.t (id INT PRIMARY KEY, v INT)");
        emptyLongAgo(replica);
        return replica;
    }

    private void insertAgo(int seconds, int id) {
        orders.execute("SET TIMESTAMP = UNIX_TIMESTAMP() - " + seconds, "INSERT INTO shop1.t VALUES (" + id + ", 0)");
    }

    @ParameterizedTest(name = "clock off by {0} s")
    @CsvSource({"0,3", "120,2"})
    @DisplayName("j: it leads to a replica: by time, with the margin and the clocks' difference, as a replay that is POSSIBLE")
    void byTime(int clockOff, int firstAgain) {
        MySqlServer replica = replica(Servers.Kind.V57_PLAIN_REPLICA);
        insertAgo(LONG_AGO, 1);
        insertAgo(BEFORE_THE_MARGIN, 2);
        Replication replication = Replication.byPosition(orders, replica);
        deliver(orders, "shop1.t", 3, 5);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        replication.awaitCaughtUp().end();
        // What Canal's user asks this server for its clock, and no one else.
        replica.execute("SET GLOBAL init_connect = 'SET TIMESTAMP = UNIX_TIMESTAMP() + " + clockOff + "'");
        try {
            host.sources(replica.address(), trades.address()).start();
            EmbeddedClient client = client();
            client.drainUntil(() -> client.held().contains("INSERT shop1.t#10"));
            assertThat(client.held()).isEqualTo(inserts("shop1.t", firstAgain, 10));
            Gap entry = awaitConfirmed(ORDERS, GapKind.REPLAY);
            assertThat(entry.decision().policy()).isEqualTo("timestamp");
            assertThat(entry.decision().certainty()).isEqualTo(Certainty.POSSIBLE);
            assertThat(entry.decision().missing().isKnown()).isFalse();
            awaitDurableEnd(ORDERS, replica);
        } finally {
            replica.execute("SET GLOBAL init_connect = ''");
        }
    }

    @Test
    @DisplayName("j: a replica that does not log what it replicates: not by time, from the oldest that it has")
    void unlogged() {
        MySqlServer replica = replica(Servers.Kind.V57_UNLOGGED_REPLICA);
        insertAgo(LONG_AGO, 1);
        Replication replication = Replication.byPosition(orders, replica);
        deliver(orders, "shop1.t", 2, 5);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        replication.awaitCaughtUp().end();
        insert(replica, "shop1.t", 11, 15);
        host.sources(replica.address(), trades.address()).start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 11, 15));
        Gap entry = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(entry.decision().policy()).isEqualTo("earliest");
        assertThat(entry.decision().certainty()).isEqualTo(Certainty.POSSIBLE);
        awaitDurableEnd(ORDERS, replica);
    }
}
