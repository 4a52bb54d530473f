package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binlogs of a MariaDB that are gone. Its GTIDs are not MySQL's: it goes by file and position. */
class MariaDbPurgeIT extends HealScenario {

    private void mariaDb(Servers.Kind kind, boolean parallel) {
        orders = Servers.fresh(kind);
        // The DDL must not be in a binlog: Canal 1.1.4 cannot decode it.
        orders.execute("CREATE DATABASE shop1", "CREATE TABLE shop1.t (id INT PRIMARY KEY, v INT)", "RESET MASTER");
        host.sources(orders.address(), trades.address())
                .set("canal.instance.parser.parallel", String.valueOf(parallel));
    }

    @ParameterizedTest(name = "{0} parallel={1}")
    @CsvSource({"MARIADB,false", "MARIADB,true", "MARIADB_1011,false", "MARIADB_1011,true"})
    @DisplayName("a: purged while Canal was down: all that is still there is delivered, the entry names the files")
    void purgedWhileDown(Servers.Kind kind, boolean parallel) {
        mariaDb(kind, parallel);
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
        assertThat(gap.decision().policy()).isEqualTo("earliest");
        assertThat(gap.decision().certainty()).isEqualTo(Certainty.BOUNDED);
        assertThat(gap.decision().missing().firstFile().orElseThrow()).hasToString("mysql-bin.000001");
        assertThat(gap.decision().missing().lastFile().orElseThrow()).hasToString("mysql-bin.000002");
        awaitDurableEnd(ORDERS, orders);
    }

    @ParameterizedTest(name = "{0} parallel={1}")
    @CsvSource({"MARIADB,false", "MARIADB,true"})
    @DisplayName("d: a file removed by rm, still in the index: the next existing file")
    void removedByHand(Servers.Kind kind, boolean parallel) throws IOException {
        mariaDb(kind, parallel);
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 11, 15);
        Files.delete(orders.dataDir().resolve("mysql-bin.000001"));
        host.start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 11, 15));
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gap.decision().certainty()).isEqualTo(Certainty.BOUNDED);
        assertThat(gap.decision().to().offset().orElseThrow().coordinates()).hasToString("mysql-bin.000002:4");
        orders.close();
        Servers.forget(orders);
    }

    @ParameterizedTest(name = "{0} parallel={1}")
    @CsvSource({"MARIADB,false", "MARIADB_1011,true"})
    @DisplayName("e: RESET MASTER, then more than before: REWOUND, from the start of the new log")
    void reset(Servers.Kind kind, boolean parallel) {
        mariaDb(kind, parallel);
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
}
