package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * I7: the host's parallel stage drops an event when its thread is interrupted with a full ring. So a reconnect is
 * forced by closing the socket. The ring is kept full by a client that takes less than the server sends.
 */
class FullRingIT extends EmbeddedScenario {

    private static final int ROWS = 12_000;
    private static final int ROWS_A_TRANSACTION = 20;
    private static final int RECONNECTS = 1_000;
    private static final int INTERRUPTS = 100;
    private static final int ROWS_TO_INTERRUPT = 4_000;

    @BeforeEach
    void fullRing() {
        host.sources(orders.address()).set("canal.instance.master2.address", "")
                .set("canal.instance.group.names", "orders")
                .set("canal.instance.parser.parallel", "true")
                .set("canal.instance.parser.parallelBufferSize", "8")
                .set("canal.instance.transaction.size", "16")
                .set("canal.instance.memory.batch.mode", "ITEMSIZE")
                .set("canal.instance.memory.buffer.size", "64");
    }

    /** A row event for each row, so that a dropped event is a missing row. */
    private void insertRowByRow(int rows) {
        try (Connection connection = orders.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= rows; id++) {
                statement.executeUpdate("INSERT INTO shop1.t(id, v) VALUES (" + id + ", 0)");
                if (id % ROWS_A_TRANSACTION == 0) {
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("I7: a full ring and a thousand forced reconnects: no event is missing")
    void reconnects() {
        insertRowByRow(ROWS);
        host.start();
        EmbeddedClient client = client();
        for (int round = 0; round < RECONNECTS; round++) {
            awaitFull();
            long attempts = host.parser(0).attempts();
            host.parser(0).reconnect();
            await("another attempt", () -> host.parser(0).attempts() > attempts);
            client.ack(client.get(8));
        }
        assertThat(host.parser(0).attempts()).isGreaterThan(RECONNECTS);
        client.drainUntil(() -> distinct(client).size() == ROWS);
        assertThat(distinct(client)).isEqualTo(new HashSet<>(inserts("shop1.t", 1, ROWS)));
    }

    @Test
    @DisplayName("I7: the same with a plain interrupt loses events, so the test above can fail")
    void interrupts() {
        insertRowByRow(ROWS_TO_INTERRUPT);
        host.start();
        EmbeddedClient client = client();
        for (int round = 0; round < INTERRUPTS; round++) {
            awaitFull();
            parseThread().interrupt();
            client.ack(client.get(8));
        }
        client.drainUntil(() -> client.held().contains("INSERT shop1.t#" + ROWS_TO_INTERRUPT));
        assertThat(distinct(client).size()).isLessThan(ROWS_TO_INTERRUPT);
    }

    private static Set<String> distinct(EmbeddedClient client) {
        return new HashSet<>(client.held());
    }

    /** The store takes no more; the ring before it fills within moments. */
    private void awaitFull() {
        await("a full store",
                () -> host.store().getPutSequence().get() - host.store().getAckSequence().get() > 48);
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1)).until(condition);
    }

    private static Thread parseThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("EventParser")).findFirst().orElseThrow();
    }
}
