package io.github.lockkeeper.scenario.embedded;

import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two sources, each with a table {@code t(id)} in a schema of its own, and a host that is started by the test. */
abstract class EmbeddedScenario {

    static final SourceName ORDERS = SourceName.of("orders");
    static final SourceName TRADES = SourceName.of("trades");

    @TempDir
    Path dataDir;

    MySqlServer orders;
    MySqlServer trades;
    EmbeddedHost host;

    @BeforeEach
    void prepare() {
        orders = Servers.fresh(Servers.Kind.V57_GTID);
        trades = Servers.fresh(Servers.Kind.V80_GTID);
        orders.execute("CREATE DATABASE shop1", "CREATE TABLE shop1.t (id INT PRIMARY KEY, v INT)");
        trades.execute("CREATE DATABASE shop2", "CREATE TABLE shop2.t (id INT PRIMARY KEY, v INT)");
        host = new EmbeddedHost(dataDir)
                .sources(orders.address(), trades.address())
                .set("canal.instance.group.names", "orders,trades");
    }

    @AfterEach
    void stopHost() {
        host.close();
    }

    EmbeddedClient client() {
        return new EmbeddedClient(host).subscribe();
    }

    /** One transaction with these rows. */
    static void insert(MySqlServer server, String table, int from, int to) {
        StringBuilder sql = new StringBuilder("INSERT INTO ").append(table).append("(id, v) VALUES ");
        for (int id = from; id <= to; id++) {
            sql.append(id == from ? "" : ",").append('(').append(id).append(",0)");
        }
        server.execute(sql.toString());
    }

    static List<String> inserts(String table, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(id -> "INSERT " + table + "#" + id).toList();
    }

    /** Where the binlog of a server ends: {@code file:position}. */
    static String end(MySqlServer server) {
        List<String> row = server.query("SHOW MASTER STATUS").get(0);
        return row.get(0) + ":" + row.get(1);
    }

    /** Waits, without a client, until the store holds this many events. */
    void awaitStored(int events) {
        Awaitility.await(events + " events in the store").atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> host.store().getPutSequence().get() + 1 >= events);
    }

    /** Waits until the durable cursor of a source has reached the end of its server's binlog. */
    void awaitDurableEnd(SourceName source, MySqlServer server) {
        awaitDurable(source, end(server));
    }

    void awaitDurable(SourceName source, String coordinates) {
        Awaitility.await(source + " durable at " + coordinates).atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> durable(source), coordinates::equals);
    }

    String durable(SourceName source) {
        return host.durable().sources().containsKey(source)
                ? host.durable().sources().get(source).offset().coordinates().toString() : "none";
    }
}
