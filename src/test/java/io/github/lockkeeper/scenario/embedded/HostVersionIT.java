package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.persistence.file.FileGapReader;
import io.github.lockkeeper.testkit.host.CanalAdmin;
import io.github.lockkeeper.testkit.process.Jdks;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.curator.test.TestingServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same jar on every Canal: 1.1.5 brings Spring 5, 1.1.6 another JSON library, 1.1.7 another ZooKeeper client and
 * other constructors of its own. Two sources, a kill, and a purge of the one while nothing runs.
 */
class HostVersionIT extends EmbeddedScenario {

    private static final String RUNNING = "running";

    private String version;
    private Path java;
    private String parallel;
    private List<String> options = List.of();

    @ParameterizedTest(name = "Canal {0}, Java {1}, parallel={2}")
    @CsvSource({"1.1.4,running,false", "1.1.4,25,true", "1.1.5,running,true", "1.1.5,25,false",
        "1.1.6,running,false", "1.1.6,25,true", "1.1.7,running,true", "1.1.7,25,false"})
    @DisplayName("loads the template, streams, and goes on after kill -9 and a purge: earliest, with one entry")
    void goesOn(String canal, String feature, String stages) {
        version = canal;
        java = java(feature);
        parallel = stages;
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        List<String> before = killedWhileRowsCome();
        purgeOrders();
        insert(trades, "shop2.t", 41, 50);
        List<String> after = new ArrayList<>(inserts("shop1.t", 51, 60));
        after.addAll(inserts("shop2.t", 41, 50));
        List<String> held;
        try (HostProcess host = start()) {
            held = host.awaitHeld(after).held();
            awaitDurableEnd(ORDERS, orders);
        }
        assertThat(held).as("durable before the kill, and repeated").doesNotContainAnyElementsOf(both(1, 10));
        List<String> all = new ArrayList<>(before);
        all.addAll(held);
        assertThat(all).as("of the source that lost nothing").containsAll(inserts("shop2.t", 1, 50));
        assertThat(all).as("purged").doesNotContainAnyElementsOf(inserts("shop1.t", 41, 50));
        assertOneEntry();
    }

    @Test
    @DisplayName("Canal 1.1.6 cannot read its own meta.dat on Java 16 or later: refused with the option that it needs")
    void ownCursorOfTheHost() {
        version = "1.1.6";
        java = java(RUNNING);
        parallel = "false";
        insert(orders, "shop1.t", 1, 10);
        try (HostProcess host = start()) {
            host.awaitHeld(inserts("shop1.t", 1, 10));
            Path file = dataDir.resolve(EmbeddedHost.DESTINATION).resolve("meta.dat");
            Awaitility.await("a cursor in " + file).atMost(Duration.ofSeconds(60))
                    .until(() -> TextFiles.text(file).contains("journalName"));
        }
        try (HostProcess host = HostProcess.start(List.of(java.toString()), version, dataDir, orders.address(),
                trades.address(), parallel)) {
            Awaitility.await("the refusal").atMost(Duration.ofSeconds(60)).until(() -> !host.alive());
            assertThat(host.output()).contains("the destination does not start: Canal cannot read its own cursor back",
                    HostProcess.OPEN_NET);
        }
    }

    @ParameterizedTest(name = "Canal {0}")
    @CsvSource({"1.1.4,false", "1.1.6,false", "1.1.7,true"})
    @DisplayName("an account of MySQL 8's default kind: halted with the mend where this Canal cannot log in so")
    void cachingSha2(String canal, boolean canLogIn) {
        version = canal;
        java = java(RUNNING);
        parallel = "false";
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        trades.execute("ALTER USER 'canal'@'%' IDENTIFIED WITH caching_sha2_password BY 'canal'");
        try (HostProcess host = start()) {
            host.awaitHeld(canLogIn ? both(1, 10) : inserts("shop1.t", 1, 10));
            String state = canLogIn ? "STREAMING" : "HALTED before=CONNECTING fault=ACCESS_DENIED";
            Awaitility.await("trades to be " + state).atMost(Duration.ofSeconds(60))
                    .until(() -> host.output().contains("source=trades state=" + state));
            assertThat(host.output().contains(FaultKind.ACCESS_DENIED.remedy())).isEqualTo(!canLogIn);
        } finally {
            trades.execute("ALTER USER 'canal'@'%' IDENTIFIED WITH mysql_native_password BY 'canal'");
        }
    }

    @ParameterizedTest(name = "Canal {0}")
    @ValueSource(strings = {"1.1.5", "1.1.6", "1.1.7"})
    @DisplayName("properties that come from canal-admin, by this Canal's own client")
    void canalAdmin(String canal) {
        version = canal;
        java = java(RUNNING);
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        try (CanalAdmin admin = CanalAdmin.start().instance(EmbeddedHost.DESTINATION, host.text());
                HostProcess managed = HostProcess.start(command(), version, dataDir, admin.address())) {
            managed.awaitHeld(both(1, 10));
            awaitDurableEnd(ORDERS, orders);
        }
    }

    @ParameterizedTest(name = "Canal {0}")
    @ValueSource(strings = {"1.1.4", "1.1.5", "1.1.6", "1.1.7"})
    @DisplayName("cursors in ZooKeeper, beside this Canal's own client of it: after kill -9 what is new comes, no more")
    void zooKeeper(String canal) throws Exception {
        version = canal;
        java = java(RUNNING);
        parallel = "false";
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        try (TestingServer ensemble = new TestingServer(true)) {
            options = List.of("-Dcanal.zkServers=" + ensemble.getConnectString());
            try (HostProcess host = start(); ZooKeeperRecord record = new ZooKeeperRecord(ensemble)) {
                host.awaitHeld(both(1, 10));
                record.awaitEnd(ORDERS, end(orders));
                record.awaitEnd(TRADES, end(trades));
                record.awaitHostsCursor();
            }
            insert(orders, "shop1.t", 11, 20);
            insert(trades, "shop2.t", 11, 20);
            try (HostProcess host = start()) {
                assertThat(host.awaitHeld(both(11, 20)).held()).hasSize(20);
            }
        }
    }

    @Test
    @DisplayName("Canal 1.1.6 cannot read its own cursor in ZooKeeper: refused with a mend, only where it is needed")
    void ownCursorInZooKeeper() throws Exception {
        version = "1.1.6";
        java = java(RUNNING);
        parallel = "false";
        insert(orders, "shop1.t", 1, 10);
        try (TestingServer ensemble = new TestingServer(true); ZooKeeperRecord record = new ZooKeeperRecord(ensemble)) {
            options = List.of("-Dcanal.zkServers=" + ensemble.getConnectString());
            try (HostProcess host = start()) {
                host.awaitHeld(inserts("shop1.t", 1, 10));
                record.awaitHostsCursor();
            }
            record.delete();
            try (HostProcess host = start()) {
                Awaitility.await("the refusal").atMost(Duration.ofSeconds(60)).until(() -> !host.alive());
                assertThat(host.output())
                        .contains("Canal cannot read its own cursor back", "take it over with another version");
            }
        }
    }

    @ParameterizedTest(name = "Canal {0}, parallel={1}")
    @CsvSource({"1.1.5,false", "1.1.6,true", "1.1.7,false"})
    @DisplayName("the history of tables: rows in front of an ALTER that came while nothing ran keep their columns")
    void tableHistory(String canal, String stages) {
        version = canal;
        java = java(RUNNING);
        parallel = stages;
        options = List.of("-Dcanal.instance.tsdb.enable=true",
                "-Dcanal.instance.tsdb.spring.xml=classpath:testkit/host/later/h2-tsdb.xml",
                "-Dcanal.instance.tsdb.url=jdbc:h2:" + dataDir.resolve("h2") + ";MODE=MYSQL;",
                "-Dcanal.instance.tsdb.dbUsername=canal", "-Dcanal.instance.tsdb.dbPassword=canal");
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        try (HostProcess host = start()) {
            host.awaitHeld(both(1, 10));
            awaitDurableEnd(ORDERS, orders);
            awaitDurableEnd(TRADES, trades);
        }
        // The definition of now has fewer columns than the rows before it.
        insert(orders, "shop1.t", 11, 11);
        orders.execute("ALTER TABLE shop1.t DROP COLUMN v", "INSERT INTO shop1.t VALUES (12)");
        insert(trades, "shop2.t", 11, 11);
        trades.execute("ALTER TABLE shop2.t DROP COLUMN v", "INSERT INTO shop2.t VALUES (12)");
        try (HostProcess host = start()) {
            assertThat(host.awaitHeld(both(11, 12)).held()).hasSize(4);
        }
    }

    @ParameterizedTest(name = "Canal {0}, {1}")
    @CsvSource({"1.1.6,MARIADB_1011,false", "1.1.7,MARIADB_1011,true", "1.1.7,MARIADB,true"})
    @DisplayName("a MariaDB from 10.6 on: its rows come; a DDL halts it where this Canal cannot decode one")
    void mariaDb(String canal, Servers.Kind kind, boolean decodesDdl) {
        version = canal;
        java = java(RUNNING);
        parallel = "false";
        trades = Servers.fresh(kind);
        trades.execute("CREATE DATABASE shop2", "CREATE TABLE shop2.t (id INT PRIMARY KEY, v INT)", "RESET MASTER");
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        try (HostProcess host = start()) {
            host.awaitHeld(both(1, 10));
            trades.execute("CREATE TABLE shop2.u (id INT PRIMARY KEY)", "INSERT INTO shop2.u VALUES (1)");
            if (decodesDdl) {
                host.awaitHeld(List.of("INSERT shop2.u#1"));
            } else {
                Awaitility.await("trades to halt").atMost(Duration.ofSeconds(60)).until(() -> host.output()
                        .contains("source=trades state=HALTED before=STREAMING fault=UNDECODABLE_EVENT"));
            }
        }
    }

    private static Path java(String feature) {
        Optional<Path> found =
                Jdks.java(feature.equals(RUNNING) ? Runtime.version().feature() : Integer.parseInt(feature));
        String none = "NOT TRIED: no Java " + feature + " beside the running one, and no JAVA_HOME_" + feature;
        if (found.isEmpty()) {
            System.out.println("HostVersionIT: " + none);
        }
        Assumptions.assumeTrue(found.isPresent(), none);
        return found.orElseThrow();
    }

    private HostProcess start() {
        return HostProcess.start(command(), version, dataDir, orders.address(), trades.address(), parallel);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        if (version.equals("1.1.6")) {
            command.add(HostProcess.OPEN_NET);
        }
        command.addAll(options);
        return command;
    }

    /** What was acknowledged until then. */
    private List<String> killedWhileRowsCome() {
        try (HostProcess host = start()) {
            host.awaitHeld(both(1, 10));
            awaitDurableEnd(ORDERS, orders);
            awaitDurableEnd(TRADES, trades);
            for (int id = 11; id <= 40; id++) {
                insert(orders, "shop1.t", id, id);
                insert(trades, "shop2.t", id, id);
            }
            host.kill9();
            assertThat(host.runs()).contains("java=" + java, "host=canal.instance.core-" + version + ".jar",
                    "plugin=canal-lockkeeper-");
            return host.held();
        }
    }

    /** Whatever the client had not acknowledged by then is gone with the first file. */
    private void purgeOrders() {
        insert(orders, "shop1.t", 41, 50);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 51, 60);
        orders.purgeTo("mysql-bin.000002");
    }

    private void assertOneEntry() {
        List<Gap> entries = FileGapReader.read(dataDir.resolve(EmbeddedHost.DESTINATION)).orElseThrow().entries();
        List<Gap> moves = entries.stream().filter(entry -> entry.decision().kind() != GapKind.START).toList();
        assertThat(moves).hasSize(1);
        Gap gap = moves.get(0);
        assertThat(gap.decision().kind()).isEqualTo(GapKind.GAP);
        assertThat(gap.source()).isEqualTo(ORDERS);
        assertThat(gap.decision().policy()).isEqualTo("earliest");
        assertThat(gap.decision().certainty()).isEqualTo(Certainty.EXACT);
        assertThat(gap.isConfirmed()).isTrue();
    }

    private static List<String> both(int from, int to) {
        List<String> rows = new ArrayList<>(inserts("shop1.t", from, to));
        rows.addAll(inserts("shop2.t", from, to));
        return rows;
    }
}
