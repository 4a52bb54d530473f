package io.github.lockkeeper.benchmark;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.scenario.embedded.EmbeddedClient;
import io.github.lockkeeper.scenario.embedded.EmbeddedHost;
import io.github.lockkeeper.scenario.embedded.Replication;
import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Up to four sources and a replica of the first. Each run has a new host, which is stopped, damaged and started again. */
final class HealTimesGroup implements AutoCloseable {

    private static final List<SourceName> NAMES =
            Stream.of("orders", "trades", "stock", "users").map(SourceName::of).toList();
    private static final SourceName FIRST = NAMES.get(0);
    private static final int FIRST_SERVER_ID = 601;

    private final List<MySqlServer> servers = new ArrayList<>();
    private final MySqlServer replica;
    /** The address of the first source. */
    private final TcpProxy address;
    private MySqlServer target;

    HealTimesGroup() {
        for (int i = 0; i < NAMES.size(); i++) {
            servers.add(MySqlServer.of(ServerVersion.V57).serverId(FIRST_SERVER_ID + i).gtid().start());
        }
        replica = MySqlServer.of(ServerVersion.V57).serverId(FIRST_SERVER_ID + NAMES.size())
                .option("log_bin", "replica-bin").gtid().start();
        target = servers.get(0);
        address = TcpProxy.to(target.port());
    }

    Duration nothingMissing() {
        return run(1, () -> insert(0), Map.of());
    }

    Duration purged() {
        return run(1, () -> purge(0), Map.of(FIRST, GapKind.GAP));
    }

    Duration firstOfFour() {
        return run(NAMES.size(), this::insertAll, Map.of());
    }

    Duration firstOfFourOthersPurged() {
        Map<SourceName, GapKind> others = new HashMap<>();
        NAMES.subList(1, NAMES.size()).forEach(other -> others.put(other, GapKind.GAP));
        return run(NAMES.size(), () -> {
            insert(0);
            for (int source = 1; source < NAMES.size(); source++) {
                purge(source);
            }
        }, others);
    }

    Duration replica() {
        empty(replica);
        MySqlServer master = servers.get(0);
        empty(master);
        Replication replication = Replication.byGtid(master, replica);
        try {
            return measured(1, () -> {
                insert(0);
                replication.awaitCaughtUp().end();
                insert(replica, 0);
                target = replica;
            }, Map.of(FIRST, GapKind.REPLAY));
        } finally {
            target = master;
        }
    }

    private Duration run(int sources, Runnable whileDown, Map<SourceName, GapKind> expected) {
        servers.subList(0, sources).forEach(HealTimesGroup::empty);
        return measured(sources, whileDown, expected);
    }

    private Duration measured(int sources, Runnable whileDown, Map<SourceName, GapKind> expected) {
        Path folder = folder();
        try (EmbeddedHost host = new EmbeddedHost(folder)) {
            configure(host, sources);
            deliver(host, sources);
            host.stop();
            whileDown.run();
            Duration took = restarted(host);
            check(host, expected);
            return took;
        } finally {
            delete(folder);
        }
    }

    private void configure(EmbeddedHost host, int sources) {
        List<String> addresses = new ArrayList<>(List.of(address.address()));
        servers.subList(1, sources).forEach(server -> addresses.add(server.address()));
        host.sources(addresses.toArray(String[]::new)).set("canal.instance.group.names",
                String.join(",", NAMES.subList(0, sources).stream().map(SourceName::value).toList()));
    }

    /** A row of each source, acknowledged and durable. */
    private void deliver(EmbeddedHost host, int sources) {
        for (int source = 0; source < sources; source++) {
            servers.get(source).execute("CREATE DATABASE shop" + source,
                    "CREATE TABLE shop" + source + ".t (id INT PRIMARY KEY AUTO_INCREMENT, v INT)");
            insert(source);
        }
        host.start();
        EmbeddedClient client = new EmbeddedClient(host).subscribe();
        client.drainUntil(1, () -> client.held().size() == sources);
        for (int source = 0; source < sources; source++) {
            awaitDurable(host, NAMES.get(source), servers.get(source));
        }
    }

    private static void awaitDurable(EmbeddedHost host, SourceName source, MySqlServer server) {
        List<String> end = server.query("SHOW MASTER STATUS").get(0);
        Awaitility.await(source + " durable").atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20))
                .until(() -> host.durable().sources().get(source).offset().coordinates().toString(),
                        (end.get(0) + ":" + end.get(1))::equals);
    }

    /** From the first connection of the first source to its first row. */
    private Duration restarted(EmbeddedHost host) {
        AtomicReference<Long> connected = new AtomicReference<>();
        address.route(() -> {
            connected.compareAndSet(null, System.nanoTime());
            return target.port();
        });
        host.start();
        EmbeddedClient client = new EmbeddedClient(host).subscribe();
        client.drainUntil(1, () -> client.held().stream().anyMatch(row -> row.contains("shop0.t")));
        return Duration.ofNanos(System.nanoTime() - connected.get());
    }

    /** That it was measured what it is called. */
    private static void check(EmbeddedHost host, Map<SourceName, GapKind> expected) {
        Awaitility.await("the entries").atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20))
                .until(() -> moves(host), expected::equals);
    }

    private static Map<SourceName, GapKind> moves(EmbeddedHost host) {
        return host.meta().gapJournal().entries().stream().filter(entry -> entry.decision().kind() != GapKind.START)
                .collect(Collectors.toMap(Gap::source, entry -> entry.decision().kind()));
    }

    private void insertAll() {
        for (int source = 0; source < NAMES.size(); source++) {
            insert(source);
        }
    }

    private void insert(int source) {
        insert(servers.get(source), source);
    }

    private static void insert(MySqlServer server, int source) {
        server.execute("INSERT INTO shop" + source + ".t (v) VALUES (0)");
    }

    private void purge(int source) {
        MySqlServer server = servers.get(source);
        insert(source);
        server.execute("FLUSH LOGS");
        insert(source);
        server.execute("PURGE BINARY LOGS TO 'mysql-bin.000002'");
    }

    private static void empty(MySqlServer server) {
        server.execute("STOP SLAVE", "RESET SLAVE ALL");
        server.query("SHOW DATABASES LIKE 'shop%'").forEach(row -> server.execute("DROP DATABASE " + row.get(0)));
        server.execute("RESET MASTER");
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("heal-times");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        address.close();
        replica.close();
        servers.forEach(MySqlServer::close);
    }
}
