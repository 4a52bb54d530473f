package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.position.GtidSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binlogs are lost while nobody takes what the store holds. */
class BlockedConsumerIT extends HealScenario {

    /** Far more than a store of 64 events and the sockets' buffers take. */
    private static final int BACKLOG = 400;
    private static final int BYTES_A_ROW = 60_000;

    @ParameterizedTest(name = "gtids={0} parallel={1}")
    @CsvSource({"true,true", "false,false"})
    @DisplayName("b: consumer blocked, dump killed, logs purged: the backlog is delivered, and the entry begins behind it")
    void purgedBehindTheBacklog(boolean gtids, boolean parallel) {
        orders = gtids ? orders : plain();
        host.set("canal.instance.parser.parallel", String.valueOf(parallel))
                .set("canal.instance.parser.parallelBufferSize", "8")
                .set("canal.instance.transaction.size", "32")
                .set("canal.instance.memory.batch.mode", "ITEMSIZE").set("canal.instance.memory.buffer.size", "64");
        orders.execute("CREATE TABLE shop1.big (id INT PRIMARY KEY, payload LONGTEXT)");
        deliver(orders, "shop1.t", 1, 5);
        EmbeddedClient client = client();
        List<String> ends = insertBacklog();
        awaitFull();
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 6, 10);
        killDump();
        orders.purgeTo("mysql-bin.000002");
        assertThat(orders.binlogFiles()).containsExactly("mysql-bin.000002");

        client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 6, 10)));
        int delivered = client.held().size() - 5;
        assertThat(delivered).as("delivered of the backlog").isBetween(20, BACKLOG - 1);
        List<String> expected = new ArrayList<>(inserts("shop1.big", 1, delivered));
        expected.addAll(inserts("shop1.t", 6, 10));
        assertThat(client.held()).isEqualTo(expected);
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gap.decision().from().offset().orElseThrow().coordinates()).hasToString(ends.get(delivered - 1));
        assertThat(gap.decision().certainty()).isEqualTo(gtids ? Certainty.EXACT : Certainty.BOUNDED);
        if (gtids) {
            assertThat(transactions(gap)).as("missing transactions").isEqualTo(BACKLOG - delivered);
        }
        awaitDurableEnd(ORDERS, orders);
        assertThat(gaps(ORDERS)).as("entries: the start and the gap").hasSize(2);
    }

    /** A transaction a row; where each of them ended. */
    private List<String> insertBacklog() {
        List<String> ends = new ArrayList<>();
        try (Connection connection = orders.connect(); Statement statement = connection.createStatement()) {
            for (int id = 1; id <= BACKLOG; id++) {
                statement.execute("INSERT INTO shop1.big VALUES (" + id + ", REPEAT('x', " + BYTES_A_ROW + "))");
                try (var status = statement.executeQuery("SHOW MASTER STATUS")) {
                    status.next();
                    ends.add(status.getString(1) + ":" + status.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return ends;
    }

    private void awaitFull() {
        Awaitility.await("a full store").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(
                () -> host.store().getPutSequence().get() - host.store().getAckSequence().get() > 55);
    }

    private void killDump() {
        String dumps = "SELECT id FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'";
        orders.query(dumps).forEach(row -> orders.execute("KILL " + row.get(0)));
        Awaitility.await("no dump on the server").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20))
                .until(() -> orders.query(dumps).isEmpty());
    }

    private int transactions(Gap gap) {
        String[] numbers = GtidSet.parse(gap.decision().missing().gtids().orElseThrow()).toString().split(":")[1].split("-");
        return Integer.parseInt(numbers[numbers.length - 1]) - Integer.parseInt(numbers[0]) + 1;
    }
}
