package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.otter.canal.protocol.CanalEntry;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.testkit.net.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a source starts that has no cursor, decided once and durable before its first dump. */
class StartIT extends EmbeddedScenario {

    @Test
    @DisplayName("latest: only what is written later, also over a restart without any client")
    void latest() {
        insert(orders, "shop1.t", 1, 10);
        host.set("canal.instance.group.start", "latest").start();
        String start = end(orders);
        awaitDurable(ORDERS, start);
        awaitConfirmed(ORDERS, GapKind.START, "latest");
        host.stop();
        // Written while Canal is down and before any client came: a stock group loses these.
        insert(orders, "shop1.t", 11, 20);
        host.start();
        assertThat(client().drainUntilHeld(10).held()).isEqualTo(inserts("shop1.t", 11, 20));
    }

    /** The decision is in the journal, and has happened. */
    private void awaitConfirmed(SourceName source, GapKind kind, String policy) {
        Awaitility.await("the confirmed start of " + source).atMost(Duration.ofSeconds(30)).until(() ->
                host.meta().gapJournal().entries().stream().filter(entry -> entry.source().equals(source))
                        .anyMatch(entry -> entry.isConfirmed() && entry.decision().kind() == kind
                                && entry.decision().policy().equals(policy)));
    }

    @Test
    @DisplayName("a damaged journal refuses the start by name, and loses nothing; mended, the sources go on")
    void damagedJournal() throws IOException {
        Path journalFile = dataDir.resolve(EmbeddedHost.DESTINATION).resolve("group-gaps.jsonl");
        host.start();
        awaitConfirmed(ORDERS, GapKind.START, "earliest");
        host.stop();
        String journal = Files.readString(journalFile);
        Files.writeString(journalFile, "damage\n" + journal);
        assertThatThrownBy(() -> host.start()).hasStackTraceContaining("group-gaps.jsonl");
        host.close();
        Files.writeString(journalFile, journal);
        insert(orders, "shop1.t", 1, 3);
        host.start();
        assertThat(client().drainUntilHeld(3).held()).isEqualTo(inserts("shop1.t", 1, 3));
        assertThat(host.meta().gapJournal().entries()).hasSize(2);
    }

    @Test
    @DisplayName("the start is decided once: a changed setting does not move a source that has a cursor")
    void decidedOnce() {
        insert(orders, "shop1.t", 1, 10);
        host.set("canal.instance.group.start", "latest").start();
        awaitDurable(ORDERS, end(orders));
        host.set("canal.instance.group.start", "earliest").restart();
        insert(orders, "shop1.t", 11, 11);
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().contains("INSERT shop1.t#11"));
        assertThat(client.held()).isEqualTo(inserts("shop1.t", 11, 11));
    }

    @Test
    @DisplayName("a configured file and position")
    void configuredPosition() {
        insert(orders, "shop1.t", 1, 10);
        String[] from = end(orders).split(":");
        insert(orders, "shop1.t", 11, 20);
        host.set("canal.instance.group.start", "latest").set("canal.instance.master1.journal.name", from[0])
                .set("canal.instance.master1.position", from[1]).start();
        assertThat(client().drainUntilHeld(10).held()).isEqualTo(inserts("shop1.t", 11, 20));
        awaitDurableEnd(ORDERS, orders);
        // The set of a place inside a file is found in the file.
        assertThat(host.durable().sources().get(ORDERS).offset().gtids().isPresent()).isTrue();
    }

    @ParameterizedTest(name = "parallel={0}")
    @CsvSource({"false", "true"})
    @DisplayName("a configured position inside a transaction goes back to its beginning")
    void insideTransaction(boolean parallel) {
        insert(orders, "shop1.t", 1, 10);
        String file = end(orders).split(":")[0];
        String rows = orders.query("SHOW BINLOG EVENTS IN '" + file + "'").stream()
                .filter(event -> event.get(2).startsWith("Write_rows")).findFirst().orElseThrow().get(1);
        host.set("canal.instance.master1.journal.name", file).set("canal.instance.master1.position", rows)
                .set("canal.instance.parser.parallel", String.valueOf(parallel)).start();
        insert(orders, "shop1.t", 11, 20);
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().contains("INSERT shop1.t#20"));
        assertThat(client.held()).isEqualTo(inserts("shop1.t", 1, 20));
    }

    @Test
    @DisplayName("a configured time: the transactions from it on, whole")
    void configuredTime() {
        insert(orders, "shop1.t", 1, 10);
        Awaitility.await("two seconds on the server's clock").pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(10)).until(new ServerSeconds(orders, 2)::passed);
        long now = Long.parseLong(orders.query("SELECT UNIX_TIMESTAMP()").get(0).get(0));
        insert(orders, "shop1.t", 11, 20);
        host.set("canal.instance.master1.timestamp", String.valueOf(now * 1000)).start();
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().contains("INSERT shop1.t#20"));
        assertThat(client.held()).isEqualTo(inserts("shop1.t", 11, 20));
        assertThat(client.entries().stream().filter(entry -> entry.getHeader().getServerId() == 571).findFirst()
                .orElseThrow().getEntryType()).isEqualTo(CanalEntry.EntryType.TRANSACTIONBEGIN);
    }

    @Test
    @DisplayName("a configured time before the oldest binlog: all that is still there, not the newest position")
    void timeBeforeOldest() {
        insert(orders, "shop1.t", 1, 10);
        host.set("canal.instance.master1.timestamp", "1000000000000").start();
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().contains("INSERT shop1.t#10"));
        assertThat(client.held()).isEqualTo(inserts("shop1.t", 1, 10));
    }

    @Test
    @DisplayName("a configured file alone, and a file with a time")
    void configuredFile() {
        insert(orders, "shop1.t", 1, 10);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 11, 20);
        insert(trades, "shop2.t", 1, 10);
        host.set("canal.instance.master1.journal.name", "mysql-bin.000002")
                .set("canal.instance.master2.journal.name", "mysql-bin.000001")
                .set("canal.instance.master2.timestamp", "1000000000000").start();
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().size() >= 20);
        assertThat(client.held()).containsExactlyInAnyOrderElementsOf(
                Stream.concat(inserts("shop1.t", 11, 20).stream(), inserts("shop2.t", 1, 10).stream()).toList());
    }

    @Test
    @DisplayName("a configured start that cannot be used halts the source with the key to correct")
    void badStart() {
        host.set("canal.instance.master1.gtid", "not-a-gtid").start();
        Awaitility.await("halted").atMost(Duration.ofSeconds(30))
                .until(() -> host.parser(0).condition().state() == SourceState.HALTED);
        assertThat(host.parser(0).condition().reason()).contains("BAD_START").contains("canal.instance.masterN");
        assertThat(host.durable().sources()).doesNotContainKey(ORDERS);
        insert(trades, "shop2.t", 1, 3);
        assertThat(client().drainUntilHeld(3).held()).isEqualTo(inserts("shop2.t", 1, 3));
    }

    @Test
    @DisplayName("a configured GTID set: what it lacks is delivered")
    void configuredGtid() {
        insert(orders, "shop1.t", 1, 10);
        String set = orders.query("SELECT @@global.gtid_executed").get(0).get(0);
        insert(orders, "shop1.t", 11, 20);
        host.set("canal.instance.gtidon", "true").set("canal.instance.master1.gtid", set).start();
        assertThat(client().drainUntilHeld(10).held()).isEqualTo(inserts("shop1.t", 11, 20));
    }

    @Test
    @DisplayName("I16: a server that hangs while a start is searched by time: a fault with a name, and no other source waits")
    void hangsInASearch() {
        insert(orders, "shop1.t", 1, 5);
        insert(trades, "shop2.t", 1, 5);
        try (TcpProxy address = TcpProxy.to(orders.port())) {
            AtomicBoolean hung = new AtomicBoolean();
            address.onDump(() -> {
                if (hung.compareAndSet(false, true)) {
                    address.holdAnswers();
                }
            });
            host.sources(address.address(), trades.address()).set("canal.instance.master1.timestamp", "1000").start();
            assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop2.t", 1, 5));
            Awaitility.await("the end of the search").atMost(Duration.ofSeconds(30)).until(() ->
                    host.parser(0).condition().state() == SourceState.RETRYING);
            assertThat(host.parser(0).condition().reason()).contains("QUERY_TIMEOUT", "a look into a binlog");
            address.restore();
            EmbeddedClient client = client();
            client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 1, 5)));
        }
    }
}
