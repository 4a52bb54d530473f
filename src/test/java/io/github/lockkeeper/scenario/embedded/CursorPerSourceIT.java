package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.otter.canal.protocol.CanalEntry;
import io.github.lockkeeper.scenario.embedded.EmbeddedClient.Batch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cursor of each source, with everything that a client may do between get and acknowledgement. */
class CursorPerSourceIT extends EmbeddedScenario {

    private static List<String> of(List<String> rows, String table) {
        return rows.stream().filter(row -> row.contains(" " + table + "#")).toList();
    }

    @ParameterizedTest(name = "parallel={0} {1}")
    @CsvSource({"false,MEMSIZE", "true,MEMSIZE", "false,ITEMSIZE", "true,ITEMSIZE"})
    @DisplayName("interleaved sources, batches that end inside transactions: a restart goes on where each stood")
    void restartsWhereEachSourceStood(boolean parallel, String batchMode) {
        host.set("canal.instance.parser.parallel", String.valueOf(parallel))
                .set("canal.instance.memory.batch.mode", batchMode).start();
        for (int i = 0; i < 20; i++) {
            insert(orders, "shop1.t", i * 10 + 1, i * 10 + 10);
            insert(trades, "shop2.t", i * 10 + 1, i * 10 + 10);
        }
        EmbeddedClient before = client();
        before.drainUntil(2, () -> before.held().size() >= 150);
        assertThat(before.get(2).id()).as("a batch under way").isPositive();
        host.restart();
        EmbeddedClient after = client();
        after.drainUntil(() -> union(before, after).size() == 400);
        // Whole transactions of ten rows come again, only those that were not acknowledged to their end.
        Set<String> again = new HashSet<>(before.held());
        again.retainAll(after.held());
        assertThat(again.size()).as("rows sent again").isLessThan(20);
        assertThat(of(after.held(), "shop1.t")).isEqualTo(tail(after, "shop1.t"));
        assertThat(of(after.held(), "shop2.t")).isEqualTo(tail(after, "shop2.t"));
    }

    private static Set<String> union(EmbeddedClient one, EmbeddedClient other) {
        Set<String> all = new HashSet<>(one.held());
        all.addAll(other.held());
        return all;
    }

    /** The last rows of a table, as many as the client holds, in the order of the source. */
    private static List<String> tail(EmbeddedClient client, String table) {
        int count = of(client.held(), table).size();
        return inserts(table, 200 - count + 1, 200);
    }

    @Test
    @DisplayName("several batches in flight, acknowledged in part, then a rollback: nothing lost, nothing skipped")
    void severalBatchesAndRollback() {
        host.set("canal.instance.memory.batch.mode", "ITEMSIZE").start();
        insert(orders, "shop1.t", 1, 50);
        insert(trades, "shop2.t", 1, 50);
        EmbeddedClient client = client();
        awaitStored(8);
        Batch first = nonEmpty(client);
        Batch second = nonEmpty(client);
        client.ack(first);
        client.rollback();
        assertThatThrownBy(() -> client.ack(second)).hasMessageContaining("not exist");
        insert(orders, "shop1.t", 51, 60);
        client.drainUntil(() -> new HashSet<>(client.held()).size() == 110);
        assertThat(of(client.held(), "shop1.t")).isEqualTo(inserts("shop1.t", 1, 60));
        assertThat(of(client.held(), "shop2.t")).isEqualTo(inserts("shop2.t", 1, 50));
        awaitDurableEnd(ORDERS, orders);
        awaitDurableEnd(TRADES, trades);
    }

    private Batch nonEmpty(EmbeddedClient client) {
        for (int tries = 0; tries < 400; tries++) {
            Batch batch = client.get(1);
            if (batch.id() >= 0) {
                return batch;
            }
        }
        throw new AssertionError("nothing to get");
    }

    @Test
    @DisplayName("a rollback of one batch while later ones are in flight: their acknowledgement is refused")
    void rollbackOfTheFirstOfSeveral() {
        host.set("canal.instance.memory.batch.mode", "ITEMSIZE").start();
        insert(orders, "shop1.t", 1, 5);
        insert(orders, "shop1.t", 6, 10);
        EmbeddedClient client = client();
        Batch first = nonEmpty(client);
        Batch second = nonEmpty(client);
        client.rollback(first);
        assertThatThrownBy(() -> client.ack(second)).hasMessageContaining("not exist");
        client.drainUntil(() -> new HashSet<>(client.held()).size() == 10);
        assertThat(client.held()).isEqualTo(inserts("shop1.t", 1, 10));
    }

    @Test
    @DisplayName("get with immediate acknowledgement moves the cursors too")
    void immediateAcknowledgement() {
        host.start();
        insert(orders, "shop1.t", 1, 30);
        insert(trades, "shop2.t", 1, 30);
        EmbeddedClient client = client();
        for (int tries = 0; tries < 1000 && client.held().size() < 60; tries++) {
            client.getAndAck(10);
        }
        awaitDurableEnd(ORDERS, orders);
        awaitDurableEnd(TRADES, trades);
        host.restart();
        EmbeddedClient after = client();
        insert(orders, "shop1.t", 31, 31);
        after.drainUntilHeld(1);
        assertThat(after.held()).isEqualTo(inserts("shop1.t", 31, 31));
    }

    @ParameterizedTest(name = "parallel={0}")
    @CsvSource({"false", "true"})
    @DisplayName("a transaction split by canal.instance.transaction.size is one again after a restart inside it")
    void splitTransaction(boolean parallel) {
        host.set("canal.instance.transaction.size", "16").set("canal.instance.memory.batch.mode", "ITEMSIZE")
                .set("canal.instance.parser.parallel", String.valueOf(parallel)).start();
        String beginning = end(orders);
        splitIntoManyEvents();
        EmbeddedClient before = client();
        before.drainUntil(10, () -> before.held().size() >= 40);
        assertThat(before.held().size()).isLessThan(100);
        host.restart();
        assertThat(durable(ORDERS)).isEqualTo(beginning);
        EmbeddedClient after = client();
        after.drainUntil(() -> new HashSet<>(after.held()).size() == 100);
        assertThat(after.held()).isEqualTo(inserts("shop1.t", 1, 100));
        assertThat(marks(after)).containsExactly(CanalEntry.EntryType.TRANSACTIONBEGIN,
                CanalEntry.EntryType.TRANSACTIONEND);
    }

    /** One transaction of a hundred row events. */
    private void splitIntoManyEvents() {
        try (var connection = orders.connect(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= 100; id++) {
                statement.executeUpdate("INSERT INTO shop1.t(id, v) VALUES (" + id + ", 0)");
            }
            connection.commit();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<CanalEntry.EntryType> marks(EmbeddedClient client) {
        return client.entries().stream().map(CanalEntry.Entry::getEntryType)
                .filter(type -> type != CanalEntry.EntryType.ROWDATA).toList();
    }

    @Test
    @DisplayName("a DDL is not sent twice, nor an END without its BEGIN, after a restart")
    void ddlOnce() {
        host.set("canal.instance.get.ddl.isolation", "true").start();
        insert(orders, "shop1.t", 1, 2);
        orders.execute("ALTER TABLE shop1.t ADD COLUMN w INT");
        EmbeddedClient before = client();
        before.drainUntil(() -> durable(ORDERS).equals(end(orders)) && durable(TRADES).equals(end(trades)));
        assertThat(statements(before)).anyMatch(sql -> sql.startsWith("ALTER"));
        host.restart();
        orders.execute("INSERT INTO shop1.t VALUES (3, 0, 0)");
        EmbeddedClient after = client().drainUntilHeld(1);
        assertThat(statements(after)).isEmpty();
        assertThat(after.held()).isEqualTo(inserts("shop1.t", 3, 3));
        assertThat(after.entries().get(0).getEntryType()).isEqualTo(CanalEntry.EntryType.TRANSACTIONBEGIN);
    }

    private static List<String> statements(EmbeddedClient client) {
        return client.entries().stream().filter(entry -> entry.getEntryType() == CanalEntry.EntryType.ROWDATA)
                .map(CursorPerSourceIT::sql).filter(sql -> !sql.isEmpty()).toList();
    }

    private static String sql(CanalEntry.Entry entry) {
        try {
            return CanalEntry.RowChange.parseFrom(entry.getStoreValue()).getSql();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("XA transactions: prepared, committed and rolled back ones; the cursor ends behind all")
    void xa() {
        host.start();
        for (String end : List.of("COMMIT", "ROLLBACK")) {
            String id = end.equals("COMMIT") ? "1" : "2";
            orders.execute("XA START 'x" + id + "'", "INSERT INTO shop1.t VALUES (" + id + ", 0)", "XA END 'x" + id
                    + "'", "XA PREPARE 'x" + id + "'", "XA " + end + " 'x" + id + "'");
        }
        insert(orders, "shop1.t", 9, 9);
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().contains("INSERT shop1.t#9"));
        awaitDurableEnd(ORDERS, orders);
    }

    @ParameterizedTest(name = "parallel={0}")
    @CsvSource({"false", "true"})
    @DisplayName("with filter.transaction.entry the cursor moves although BEGIN and END never reach the store")
    void filteredTransactionEntries(boolean parallel) {
        host.set("canal.instance.filter.transaction.entry", "true")
                .set("canal.instance.parser.parallel", String.valueOf(parallel)).start();
        insert(orders, "shop1.t", 1, 10);
        client().drainUntilHeld(10);
        insert(orders, "shop1.t", 11, 20);
        client().drainUntilHeld(10);
        awaitDurableEnd(ORDERS, orders);
        host.restart();
        insert(orders, "shop1.t", 21, 21);
        assertThat(client().drainUntilHeld(1).held()).isEqualTo(inserts("shop1.t", 21, 21));
    }

    @Test
    @DisplayName("unsubscribed with batches under way, as client-adapter does: the next subscriber gets them")
    void unsubscribe() {
        host.start();
        insert(orders, "shop1.t", 1, 30);
        EmbeddedClient first = client();
        assertThat(nonEmpty(first).id()).isPositive();
        first.unsubscribe();
        EmbeddedClient second = client().drainUntilHeld(30);
        assertThat(second.held()).isEqualTo(inserts("shop1.t", 1, 30));
        awaitDurableEnd(ORDERS, orders);
        second.unsubscribe();
        host.restart();
        insert(orders, "shop1.t", 31, 31);
        assertThat(client().drainUntilHeld(1).held()).isEqualTo(inserts("shop1.t", 31, 31));
    }

    @Test
    @DisplayName("a second client is refused while the first has batches under way, and loses nothing by it")
    void secondClient() {
        host.start();
        insert(orders, "shop1.t", 1, 10);
        EmbeddedClient first = client();
        Batch underWay = nonEmpty(first);
        EmbeddedClient second = new EmbeddedClient(host, (short) 1002, "").subscribe();
        assertThatThrownBy(() -> second.get(1)).hasMessageContaining("1001").hasMessageContaining("one consumer");
        first.ack(underWay);
        first.drainUntil(() -> first.held().size() == 10);
        assertThat(first.held()).isEqualTo(inserts("shop1.t", 1, 10));
    }

    @Test
    @DisplayName("a client's filter narrows each source's own, and the cursor passes what it drops")
    void clientFilter() {
        orders.execute("CREATE TABLE shop1.other (id INT PRIMARY KEY, v INT)");
        host.start();
        EmbeddedClient client = new EmbeddedClient(host, (short) 1001, "shop1\\.t,mysql\\..*").subscribe();
        insert(orders, "shop1.other", 1, 5);
        insert(trades, "shop2.t", 1, 5);
        insert(orders, "shop1.t", 1, 5);
        client.drainUntil(() -> client.held().contains("INSERT shop1.t#5"));
        host.restart();
        EmbeddedClient again = new EmbeddedClient(host, (short) 1001, "shop1\\.t,mysql\\..*").subscribe();
        insert(orders, "shop1.other", 6, 9);
        insert(orders, "shop1.t", 6, 9);
        again.drainUntil(() -> again.held().contains("INSERT shop1.t#9"));
        assertThat(again.held()).isEqualTo(inserts("shop1.t", 6, 9));
        awaitDurableEnd(ORDERS, orders);
    }
}
