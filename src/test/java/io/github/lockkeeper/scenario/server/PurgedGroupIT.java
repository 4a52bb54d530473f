package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A whole Canal, killed; three of its four sources have purged what it had not read by the time it is back. */
class PurgedGroupIT extends ColumnsScenario {

    private static final List<String> PURGED = List.of("deals", "positions", "trades");

    private final Map<String, MySqlServer> sources = new LinkedHashMap<>();

    @Test
    @DisplayName("c: the fourth misses nothing; of the three only what is purged is missing, and each has its own entry")
    void threeOfFour() {
        sources.put("orders", started(MySqlServer.of(ServerVersion.V57)));
        sources.put("deals", started(MySqlServer.of(ServerVersion.V57).gtid()));
        sources.put("positions", started(MySqlServer.of(ServerVersion.V80)));
        sources.put("trades", started(MySqlServer.of(ServerVersion.V80).gtid()));
        GroupProperties group = new GroupProperties();
        sources.forEach((name, server) -> {
            server.execute("CREATE DATABASE app", "CREATE TABLE app.t (" + name + " INT PRIMARY KEY)");
            group.source(name, server.address(), "parser.parallel", String.valueOf(server.port() % 2 == 0));
        });
        CanalHome home = home(group);
        startCanal(home, 4);
        sources.keySet().forEach(name -> insert(name, 1, 5));
        awaitRows(sources.keySet().stream().flatMap(name -> rows(name, 1, 5)).toArray(String[]::new));
        sources.forEach((name, server) -> awaitDurableEnd(home, name, server));
        canal.kill9();

        sources.keySet().forEach(name -> insert(name, 6, 10));
        PURGED.forEach(name -> sources.get(name).execute("FLUSH LOGS"));
        sources.keySet().forEach(name -> insert(name, 11, 15));
        PURGED.forEach(name -> sources.get(name).execute("PURGE BINARY LOGS TO 'mysql-bin.000002'"));
        rows.clear();
        canal.restart();
        awaitRows(sources.keySet().stream().flatMap(name -> rows(name, 11, 15)).toArray(String[]::new));
        sources.forEach((name, server) -> awaitDurableEnd(home, name, server));

        assertThat(rows).containsAll(rows("orders", 6, 10).toList());
        PURGED.forEach(name -> {
            assertThat(rows).doesNotContainAnyElementsOf(rows(name, 6, 10).toList());
            assertThat(canal.log(DESTINATION)).containsOnlyOnce(
                    "WARN  io.github.lockkeeper - source=" + name + " fault=BINLOG_PURGED policy=earliest");
        });
        assertThat(canal.log(DESTINATION)).doesNotContain("source=orders fault");
    }

    private void insert(String name, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(id ->
                sources.get(name).execute("INSERT INTO app.t VALUES (" + id + ")"));
    }

    private static Stream<String> rows(String name, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(id -> name + "=" + id);
    }
}
