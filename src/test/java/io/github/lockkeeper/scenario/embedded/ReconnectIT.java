package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reconnects inside the running process, forced and with a backlog in the store. */
class ReconnectIT extends EmbeddedScenario {

    @ParameterizedTest(name = "parallel={0}")
    @CsvSource({"false", "true"})
    @DisplayName("a reconnect with a backlog in the store repeats nothing that was put, and loses nothing")
    void backlog(boolean parallel) {
        host.set("canal.instance.parser.parallel", String.valueOf(parallel)).start();
        insert(orders, "shop1.t", 1, 10);
        EmbeddedClient client = client();
        awaitStored(4);
        long before = host.parser(0).attempts();
        host.parser(0).reconnect();
        client.drainUntil(() -> host.parser(0).attempts() > before);
        insert(orders, "shop1.t", 11, 20);
        client.drainUntil(() -> client.held().contains("INSERT shop1.t#20"));
        assertThat(client.held()).isEqualTo(inserts("shop1.t", 1, 20));
    }

    @Test
    @DisplayName("killed dump connections are replaced after a short backoff, not after the host's sleep")
    void killedConnections() {
        host.start();
        EmbeddedClient client = client();
        // The host alone would sleep 10 to 20 s each time: far beyond the patience of this client.
        for (int round = 1; round <= 8; round++) {
            insert(orders, "shop1.t", round, round);
            client.drainUntilHeld(round);
            for (var row : orders.query(
                    "SELECT id FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'")) {
                orders.execute("KILL " + row.get(0));
            }
        }
        insert(orders, "shop1.t", 9, 9);
        assertThat(client.drainUntilHeld(9).held()).isEqualTo(inserts("shop1.t", 1, 9));
    }

    @Test
    @DisplayName("cleaning the store while sources stream: they resume from the cursor, nothing is lost")
    void cleanedStore() {
        host.start();
        insert(orders, "shop1.t", 1, 10);
        EmbeddedClient client = client().drainUntilHeld(5);
        awaitDurableEnd(ORDERS, orders);
        insert(orders, "shop1.t", 11, 20);
        host.store().stop();
        host.store().start();
        client.rollback();
        insert(orders, "shop1.t", 21, 30);
        client.drainUntil(() -> new HashSet<>(client.held()).size() == 30);
        assertThat(client.held()).isEqualTo(inserts("shop1.t", 1, 30));
    }
}
