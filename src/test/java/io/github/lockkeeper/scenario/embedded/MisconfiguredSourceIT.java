package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Servers that a person has to mend: each source halts and says how, and comes back by itself. */
class MisconfiguredSourceIT extends HealScenario {

    private static final List<SourceName> NAMES = Stream.of("anonymous", "password", "forbidding", "unlogged")
            .map(SourceName::of).toList();

    private MySqlServer unlogged;
    private MySqlServer forbidding;
    private List<MySqlServer> servers;

    @BeforeEach
    void fourSources() {
        unlogged = MySqlServer.of(ServerVersion.V57).serverId(578).start();
        forbidding = Servers.fresh(Servers.Kind.V57_PLAIN);
        servers = List.of(orders, trades, forbidding, unlogged);
        for (int i = 3; i <= 4; i++) {
            servers.get(i - 1).execute("CREATE DATABASE shop" + i,
                    "CREATE TABLE shop" + i + ".t (id INT PRIMARY KEY, v INT)");
        }
        host.sources(servers.stream().map(MySqlServer::address).toArray(String[]::new))
                .set("canal.instance.group.names", "anonymous,password,forbidding,unlogged");
    }

    @AfterEach
    void mendAll() {
        host.close();
        mendSettings();
        unlogged.close();
    }

    private void mendSettings() {
        orders.execute("SET GLOBAL server_id = 571");
        trades.execute("ALTER USER 'canal'@'%' IDENTIFIED BY 'canal'");
        forbidding.execute("GRANT REPLICATION SLAVE ON *.* TO 'canal'@'%'");
    }

    @Test
    @DisplayName("o: server_id=0, log_bin off, no REPLICATION SLAVE, wrong password: halted with the mend; mended, they go on")
    void haltAndComeBack() {
        insertEverywhere(1, 5);
        host.start();
        client().drainUntilHeld(20);
        IntStream.range(0, 4).forEach(i -> awaitDurableEnd(NAMES.get(i), servers.get(i)));
        host.stop();
        orders.execute("SET GLOBAL server_id = 0");
        trades.execute("ALTER USER 'canal'@'%' IDENTIFIED BY 'another'");
        forbidding.execute("REVOKE REPLICATION SLAVE ON *.* FROM 'canal'@'%'");
        rewriteConfiguration("log_bin=mysql-bin", "skip_log_bin");

        host.start();
        IntStream.range(0, 4).forEach(i -> awaitState(i, SourceState.HALTED));
        assertThat(reason(0)).contains("SERVER_MISCONFIGURED", "SET GLOBAL server_id=");
        assertThat(reason(1)).contains("ACCESS_DENIED", "dbPassword");
        assertThat(reason(2)).contains("ACCESS_DENIED", "GRANT", "REPLICATION SLAVE");
        assertThat(reason(3)).contains("BINLOG_OFF", "log_bin=mysql-bin");

        mendSettings();
        rewriteConfiguration("skip_log_bin", "log_bin=mysql-bin");
        insertEverywhere(6, 10);
        EmbeddedClient client = client().drainUntilHeld(20);
        for (int i = 1; i <= 4; i++) {
            assertThat(client.held()).containsSubsequence(inserts("shop" + i + ".t", 6, 10));
            awaitState(i - 1, SourceState.STREAMING);
        }
        assertThat(client.held()).hasSize(20);
        assertThat(host.meta().gapJournal().entries()).as("the starts, and nothing else").hasSize(4);
    }

    private void insertEverywhere(int from, int to) {
        IntStream.rangeClosed(1, 4).forEach(i -> insert(servers.get(i - 1), "shop" + i + ".t", from, to));
    }

    private String reason(int source) {
        return host.parser(source).condition().reason();
    }

    private void rewriteConfiguration(String line, String other) {
        Path configuration = unlogged.dataDir().resolveSibling("my.cnf");
        try {
            Files.writeString(configuration, Files.readString(configuration).replace(line, other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        unlogged.restart();
    }
}
