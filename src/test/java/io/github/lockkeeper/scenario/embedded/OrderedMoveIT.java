package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.liveness.SourceState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person moves a source, by a property: once, and with an entry. */
class OrderedMoveIT extends HealScenario {

    private static final String MOVE_TO = "canal.instance.group.source.orders.move.to";

    @ParameterizedTest(name = "gtids={0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("forward: what is passed over is SKIPPED, written down, and stays so over restarts")
    void forward(boolean gtids) {
        orders = gtids ? orders : plain();
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        String before = gtids ? executed(orders) : "";
        insert(orders, "shop1.t", 6, 10);
        String place = end(orders);
        String missing = gtids ? orders.query(
                "SELECT GTID_SUBTRACT('" + executed(orders) + "', '" + before + "')").get(0).get(0) : "";
        insert(orders, "shop1.t", 11, 15);
        host.set(MOVE_TO, place).start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 11, 15));
        Gap entry = awaitConfirmed(ORDERS, GapKind.SKIPPED);
        assertThat(entry.decision().policy()).isEqualTo("operator");
        assertThat(entry.decision().certainty()).isEqualTo(gtids ? Certainty.EXACT : Certainty.BOUNDED);
        assertThat(entry.decision().to().offset().orElseThrow().coordinates()).hasToString(place);
        if (gtids) {
            assertThat(entry.decision().missing().gtids().orElseThrow()).isEqualToIgnoringCase(missing);
        }
        awaitDurableEnd(ORDERS, orders);
        host.restart();
        insert(orders, "shop1.t", 16, 20);
        assertThat(client().drainUntilHeld(5).held()).as("done once").isEqualTo(inserts("shop1.t", 16, 20));
        assertThat(gaps(ORDERS)).filteredOn(gap -> gap.decision().kind() == GapKind.SKIPPED).hasSize(1);
    }

    @Test
    @DisplayName("back: rows come again, nothing is missing")
    void back() {
        insert(orders, "shop1.t", 1, 5);
        String place = end(orders);
        insert(orders, "shop1.t", 6, 10);
        host.start();
        client().drainUntilHeld(10);
        awaitDurableEnd(ORDERS, orders);
        host.set(MOVE_TO, place).restart();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 6, 10));
        Gap entry = awaitConfirmed(ORDERS, GapKind.REPLAY);
        assertThat(entry.decision().missing().isNothing()).isTrue();
    }

    @Test
    @DisplayName("a place that is not there halts the source with the key, and moves nothing")
    void noSuchPlace() {
        deliver(orders, "shop1.t", 1, 5);
        String stood = durable(ORDERS);
        host.set(MOVE_TO, "mysql-bin.000099:4").restart();
        awaitState(0, SourceState.HALTED);
        assertThat(host.parser(0).condition().reason()).contains("BAD_START").contains(MOVE_TO);
        assertThat(durable(ORDERS)).isEqualTo(stood);
        assertThat(gaps(ORDERS)).allMatch(gap -> gap.decision().kind() == GapKind.START);
    }

    @ParameterizedTest(name = "gtids={0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("an INCIDENT halts the source; past it by a person's order, and the entry does not claim to know what is lost")
    void pastIncident(boolean gtids) {
        orders = gtids ? orders : plain();
        orders.execute("CREATE TABLE shop1.m (id INT, v VARCHAR(4000)) ENGINE=MyISAM",
                "SET GLOBAL max_binlog_stmt_cache_size = 4096");
        try {
            deliver(orders, "shop1.t", 1, 5);
            assertThatThrownBy(() -> orders.execute("INSERT INTO shop1.m VALUES (1, REPEAT('x', 4000)), (2, REPEAT('x', 4000)), "
                    + "(3, REPEAT('x', 4000))")).hasMessageContaining("max_binlog_stmt_cache_size");
        } finally {
            orders.execute("SET GLOBAL max_binlog_stmt_cache_size = DEFAULT");
        }
        insert(orders, "shop1.t", 6, 10);
        awaitState(0, SourceState.HALTED);
        assertThat(host.parser(0).condition().reason()).contains("INCIDENT");
        List<String> incident = orders.query("SHOW BINLOG EVENTS IN 'mysql-bin.000001'").stream()
                .filter(event -> event.get(2).equals("Incident")).findFirst().orElseThrow();
        host.set(MOVE_TO, incident.get(0) + ":" + incident.get(4)).restart();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 6, 10));
        Gap entry = awaitConfirmed(ORDERS, GapKind.INCIDENT);
        assertThat(entry.decision().missing().isKnown()).isFalse();
        assertThat(entry.decision().certainty()).isEqualTo(Certainty.POSSIBLE);
        awaitDurableEnd(ORDERS, orders);
    }

    @Test
    @DisplayName("n: a place beyond 4 GiB, in a file that is as long: halted, not cut to the place of its lower 32 bits")
    void beyond4GiB() throws IOException {
        orders = plain();
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        String stood = durable(ORDERS);
        orders.execute("FLUSH LOGS");
        lengthen("mysql-bin.000001");
        insert(orders, "shop1.t", 6, 10);
        host.set(MOVE_TO, "mysql-bin.000001:4294967300").start();
        awaitState(0, SourceState.HALTED);
        assertThat(host.parser(0).condition().reason()).contains("POSITION_TOO_LARGE").contains(MOVE_TO);
        assertThat(durable(ORDERS)).isEqualTo(stood);
        assertThat(gaps(ORDERS)).allMatch(gap -> gap.decision().kind() == GapKind.START);
        host.stop();
        host.set(MOVE_TO, "mysql-bin.000002:4").start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 6, 10));
        awaitConfirmed(ORDERS, GapKind.SKIPPED);
    }

    @Test
    @DisplayName("n: neither does a first start, configured there")
    void firstStartBeyond4GiB() throws IOException {
        orders = plain();
        orders.execute("FLUSH LOGS");
        lengthen("mysql-bin.000001");
        host.set("canal.instance.master1.journal.name", "mysql-bin.000001")
                .set("canal.instance.master1.position", "4294967300").start();
        awaitState(0, SourceState.HALTED);
        assertThat(host.parser(0).condition().reason()).contains("POSITION_TOO_LARGE").contains("the start");
        assertThat(gaps(ORDERS)).isEmpty();
        assertThat(durable(ORDERS)).isEqualTo("none");
    }

    /** With a hole: takes no room on the disk. */
    private void lengthen(String binlog) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(orders.dataDir().resolve(binlog).toFile(), "rw")) {
            file.setLength(5L << 30);
        }
    }
}
