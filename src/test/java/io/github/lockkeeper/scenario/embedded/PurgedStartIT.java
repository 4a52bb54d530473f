package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.liveness.SourceState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts at places that are purged: a configured one, and that of a source in which nothing happens. */
class PurgedStartIT extends HealScenario {

    @ParameterizedTest(name = "gtidon={0} position={1} parallel={2}")
    @CsvSource({"auto,4,false", "true,4,true", "auto,300,true", "false,,false"})
    @DisplayName("the configured start is purged: by the policies, with an entry that names the files")
    void configuredStart(String gtidon, String position, boolean parallel) {
        host.set("canal.instance.gtidon", gtidon).set("canal.instance.parser.parallel", String.valueOf(parallel));
        purgeTwoFiles();
        configure(position).start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 11, 15));
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gap.decision().cause().code()).isEqualTo("BINLOG_PURGED");
        assertThat(gap.decision().cause().text()).contains("configured");
        assertThat(gap.decision().policy()).isEqualTo("earliest");
        assertThat(gap.decision().certainty()).isEqualTo(Certainty.BOUNDED);
        assertThat(gap.decision().missing().firstFile().orElseThrow()).hasToString("mysql-bin.000001");
        assertThat(gap.decision().missing().lastFile().orElseThrow()).hasToString("mysql-bin.000002");
        awaitDurableEnd(ORDERS, orders);
        host.restart();
        insert(orders, "shop1.t", 16, 20);
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 16, 20));
        assertThat(gaps(ORDERS)).as("entries").hasSize(1);
    }

    @Test
    @DisplayName("the configured start is purged and the policy is halt: halted, without a cursor; then another policy")
    void configuredStartHalts() {
        purgeTwoFiles();
        configure("4").set("canal.instance.group.fallback", "gtid,halt").start();
        awaitState(0, SourceState.HALTED);
        assertThat(host.parser(0).condition().reason()).contains("BINLOG_PURGED", "gtid,halt", "configured");
        assertThat(host.durable().sources()).doesNotContainKey(ORDERS);
        assertThat(gaps(ORDERS)).isEmpty();
        host.set("canal.instance.group.fallback", "latest").restart();
        awaitConfirmed(ORDERS, GapKind.GAP);
        insert(orders, "shop1.t", 16, 20);
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 16, 20));
    }

    private void purgeTwoFiles() {
        insert(orders, "shop1.t", 1, 5);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 6, 10);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 11, 15);
        orders.purgeTo("mysql-bin.000003");
    }

    private EmbeddedHost configure(String position) {
        host.set("canal.instance.master1.journal.name", "mysql-bin.000001");
        return position == null ? host : host.set("canal.instance.master1.position", position);
    }

    @ParameterizedTest(name = "gtids={0}")
    @CsvSource({"true", "false"})
    @DisplayName("t: a quiet source whose old file is purged: no gap where the cursor had followed")
    void quietAndFollowed(boolean gtids) {
        orders = gtids ? orders : plain();
        deliver(orders, "shop1.t", 1, 5);
        orders.execute("FLUSH LOGS");
        awaitDurable(ORDERS, "mysql-bin.000002:4");
        host.stop();
        orders.purgeTo("mysql-bin.000002");
        host.start();
        insert(orders, "shop1.t", 6, 10);
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 6, 10));
        awaitDurableEnd(ORDERS, orders);
        assertThat(gaps(ORDERS)).as("entries besides the start").hasSize(1);
    }

    @Test
    @DisplayName("t: purged while Canal was down, GTIDs off: nobody can prove that nothing was in it, so an entry says which file")
    void quietAndNotFollowed() {
        orders = plain();
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        orders.execute("FLUSH LOGS");
        orders.purgeTo("mysql-bin.000002");
        insert(orders, "shop1.t", 6, 10);
        host.start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 6, 10));
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gap.decision().certainty()).isEqualTo(Certainty.BOUNDED);
        assertThat(gap.decision().missing().lastFile().orElseThrow()).hasToString("mysql-bin.000001");
    }
}
