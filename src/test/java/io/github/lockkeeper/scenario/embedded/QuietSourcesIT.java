package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cursor of a source without rows for the client follows what the dump stream delivers. */
class QuietSourcesIT extends EmbeddedScenario {

    @ParameterizedTest(name = "parallel={0}")
    @CsvSource({"false", "true"})
    @DisplayName("wholly filtered transactions move the cursor, with no client and with one that holds a batch")
    void filteredTransactions(boolean parallel) {
        trades.execute("CREATE DATABASE elsewhere", "CREATE TABLE elsewhere.t (id INT PRIMARY KEY, v INT)");
        host.set("canal.instance.parser.parallel", String.valueOf(parallel)).start();
        try {
            for (int i = 1; i <= 50; i++) {
                insert(trades, "elsewhere.t", i, i);
            }
            client().drainUntil(() -> durable(TRADES).equals(end(trades)));
            insert(trades, "elsewhere.t", 51, 60);
            awaitDurableEnd(TRADES, trades);
        } finally {
            trades.execute("DROP DATABASE elsewhere");
        }
    }

    @Test
    @DisplayName("rotation while idle: the cursor stands in the new file at once, and the old one may be purged")
    void rotation() {
        host.start();
        insert(orders, "shop1.t", 1, 1);
        client().drainUntilHeld(1);
        awaitDurableEnd(ORDERS, orders);
        orders.execute("FLUSH LOGS", "FLUSH LOGS");
        String newest = orders.binlogFiles().get(orders.binlogFiles().size() - 1);
        awaitDurable(ORDERS, newest + ":4");
        orders.purgeTo(newest);
        host.restart();
        insert(orders, "shop1.t", 2, 2);
        assertThat(client().drainUntilHeld(1).held()).isEqualTo(inserts("shop1.t", 2, 2));
    }

    @Test
    @DisplayName("the server's heartbeat moves the cursor of an idle source to the end of its file")
    void heartbeat() {
        host.start();
        insert(orders, "shop1.t", 1, 1);
        client().drainUntilHeld(1);
        orders.execute("FLUSH LOGS");
        // Behind the events that open a file there is nothing but the heartbeat, every 15 s.
        awaitDurableEnd(ORDERS, orders);
    }

    @Test
    @DisplayName("a busy source does not starve the position of a quiet one")
    void busyNeighbour() {
        host.start();
        EmbeddedClient client = client();
        for (int i = 1; i <= 100; i++) {
            insert(orders, "shop1.t", i, i);
        }
        trades.execute("CREATE DATABASE shop2_quiet");
        client.drainUntil(() -> client.held().size() == 100 && durable(TRADES).equals(end(trades)));
    }

    @Test
    @DisplayName("a client that does not take holds back only the sources whose events it has not acknowledged")
    void blockedClient() {
        host.start();
        EmbeddedClient client = client();
        client.drainUntil(() -> durable(ORDERS).equals(end(orders)) && durable(TRADES).equals(end(trades)));
        String ordersStood = durable(ORDERS);
        long empty = host.store().getPutSequence().get();
        insert(orders, "shop1.t", 1, 5);
        awaitStored((int) empty + 2);
        trades.execute("FLUSH LOGS");
        awaitDurable(TRADES, trades.binlogFiles().get(trades.binlogFiles().size() - 1) + ":4");
        assertThat(durable(ORDERS)).isEqualTo(ordersStood);
        client.drainUntil(() -> durable(ORDERS).equals(end(orders)));
    }
}
