package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapStatus;
import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binlogs that are gone: each source goes on at the next thing that is there, and the journal says what is not. */
class PurgeIT extends HealScenario {

    @Test
    @DisplayName("a, GTIDs off: purged while Canal was down: all that is still there is delivered, the entry names the files")
    void purgedWhileDown() {
        orders = plain();
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 11, 15);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 16, 20);
        orders.purgeTo("mysql-bin.000003");
        host.start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 16, 20));
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gap.status()).isEqualTo(GapStatus.OPEN);
        assertThat(gap.decision().policy()).isEqualTo("earliest");
        assertThat(gap.decision().certainty()).isEqualTo(Certainty.BOUNDED);
        assertThat(gap.decision().missing().firstFile().orElseThrow()).hasToString("mysql-bin.000001");
        assertThat(gap.decision().missing().lastFile().orElseThrow()).hasToString("mysql-bin.000002");
        awaitDurableEnd(ORDERS, orders);
        assertThat(state(0)).isEqualTo(SourceState.STREAMING);
    }

    @ParameterizedTest(name = "gtidon={0}")
    @CsvSource({"auto", "true"})
    @DisplayName("g: GTIDs purged beyond the stored set: the exact missing set, and all that is still there")
    void gtidsPurged(String gtidon) {
        host.set("canal.instance.gtidon", gtidon);
        deliver(orders, "shop1.t", 1, 5);
        String before = executed(orders);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        orders.execute("FLUSH LOGS");
        String missing = orders.query("SELECT GTID_SUBTRACT('" + executed(orders) + "', '" + before + "')").get(0).get(0);
        insert(orders, "shop1.t", 11, 15);
        orders.purgeTo("mysql-bin.000002");
        host.start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 11, 15));
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gap.decision().certainty()).isEqualTo(Certainty.EXACT);
        assertThat(gap.decision().missing().gtids().orElseThrow()).isEqualToIgnoringCase(missing);
        assertThat(gap.decision().policy()).isEqualTo("earliest");
        awaitDurableEnd(ORDERS, orders);
    }

    @Test
    @DisplayName("h: files purged, nothing missing from the stored set: by GTID, no gap")
    void nothingMissing() {
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        orders.execute("FLUSH LOGS", "FLUSH LOGS");
        insert(orders, "shop1.t", 6, 10);
        orders.purgeTo("mysql-bin.000003");
        host.start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 6, 10));
        Gap entry = awaitConfirmed(ORDERS, GapKind.REPLAY);
        assertThat(entry.decision().policy()).isEqualTo("gtid");
        assertThat(entry.decision().missing().isNothing()).isTrue();
        assertThat(entry.status()).isEqualTo(GapStatus.ACCEPTED);
        assertThat(gaps(ORDERS)).noneMatch(gap -> gap.decision().kind() == GapKind.GAP);
        awaitDurableEnd(ORDERS, orders);
    }

    @ParameterizedTest(name = "gtids={0}")
    @CsvSource({"false", "true"})
    @DisplayName("d: a file removed by rm, still in the index: the next existing file")
    void removedByHand(boolean gtids) throws IOException {
        orders = gtids ? orders : plain();
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 11, 15);
        Files.delete(orders.dataDir().resolve("mysql-bin.000001"));
        host.start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 11, 15));
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gap.decision().certainty()).isEqualTo(gtids ? Certainty.EXACT : Certainty.BOUNDED);
        assertThat(gap.decision().to().offset().orElseThrow().coordinates()).hasToString("mysql-bin.000002:4");
        orders.close();
        Servers.forget(orders);
    }

    @ParameterizedTest(name = "gtids={0}")
    @CsvSource({"false", "true"})
    @DisplayName("e: RESET MASTER, then more than before: REWOUND, from the start of the new log")
    void reset(boolean gtids) {
        orders = gtids ? orders : plain();
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        awaitNextSecond(orders);
        orders.execute("RESET MASTER");
        insert(orders, "shop1.t", 101, 150);
        insert(orders, "shop1.t", 151, 200);
        host.start();
        assertThat(client().drainUntilHeld(100).held()).isEqualTo(inserts("shop1.t", 101, 200));
        Gap gap = awaitConfirmed(ORDERS, GapKind.REWOUND);
        assertThat(gap.decision().certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(gap.decision().policy()).isEqualTo("earliest");
        awaitDurableEnd(ORDERS, orders);
    }

    @Test
    @DisplayName("c: of two sources one is fine and one purged: the fine one is not delayed, one entry")
    void oneOfTwo() {
        deliver(orders, "shop1.t", 1, 5);
        MySqlServer fine = trades;
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        orders.execute("FLUSH LOGS");
        orders.purgeTo("mysql-bin.000002");
        insert(fine, "shop2.t", 1, 5);
        host.start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop2.t", 1, 5));
        awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gaps(TRADES)).allMatch(entry -> entry.decision().kind() == GapKind.START);
    }

    @Test
    @DisplayName("p: the policy halt stops the source loudly; another policy later, and it goes on")
    void halt() {
        host.set("canal.instance.group.fallback", "gtid,halt");
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        orders.execute("FLUSH LOGS");
        orders.purgeTo("mysql-bin.000002");
        insert(orders, "shop1.t", 11, 15);
        insert(trades, "shop2.t", 1, 5);
        host.start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop2.t", 1, 5));
        awaitState(0, SourceState.HALTED);
        assertThat(host.parser(0).condition().reason()).contains("BINLOG_PURGED").contains("gtid,halt");
        assertThat(gaps(ORDERS)).noneMatch(gap -> gap.decision().kind() == GapKind.GAP);
        host.set("canal.instance.group.fallback", "earliest").restart();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 11, 15));
        awaitConfirmed(ORDERS, GapKind.GAP);
    }
}
