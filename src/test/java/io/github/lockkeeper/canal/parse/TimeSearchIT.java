package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import io.github.lockkeeper.catalog.QueryGuard;
import io.github.lockkeeper.mysql.MySqlBinlogServers;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A start by time over many files of a real server. */
class TimeSearchIT {

    private static final int FILES = 40;

    @ParameterizedTest
    @EnumSource(value = ServerVersion.class, names = {"V57", "V80"})
    @DisplayName("finds the transaction in front of a time, and opens no more files than a binary search needs")
    void manyFiles(ServerVersion version) throws IOException {
        try (MySqlServer server = MySqlServer.of(version).gtid().start()) {
            server.execute("CREATE DATABASE app", "CREATE TABLE app.t (id INT PRIMARY KEY)");
            List<String> ends = new ArrayList<>();
            List<Long> times = new ArrayList<>();
            for (int id = 1; id <= FILES; id++) {
                if (id % 10 == 0) {
                    awaitNextSecond(server);
                }
                ends.add(end(server));
                times.add(seconds(server));
                server.execute("INSERT INTO app.t VALUES (" + id + ")", "FLUSH LOGS");
            }
            for (int wanted : new int[] {9, 19, 29, 39}) {
                TimeSearch search = search(server);
                BinlogOffset found = search.find(times.get(wanted));
                assertThat(found.coordinates()).hasToString(beginningOfFileOr(ends.get(wanted)));
                assertThat(search.isBeforeOldest()).isFalse();
                assertThat(search.openedFiles()).isLessThanOrEqualTo(10);
            }
            TimeSearch past = search(server);
            assertThat(past.find(1_000_000_000L).coordinates()).hasToString("mysql-bin.000001:4");
            assertThat(past.isBeforeOldest()).isTrue();
            assertThat(search(server).find(seconds(server) + 1000).coordinates().file())
                    .hasToString(end(server).split(":")[0]);
        }
    }

    /** The events that open a file are no transactions: a start behind them is one at its beginning. */
    private static String beginningOfFileOr(String end) {
        String[] parts = end.split(":");
        return Long.parseLong(parts[1]) < 250 ? parts[0] + ":4" : end;
    }

    private static TimeSearch search(MySqlServer server) throws IOException {
        MysqlConnection connection =
                new MysqlConnection(new InetSocketAddress("127.0.0.1", server.port()), "canal", "canal");
        connection.connect();
        return new TimeSearch(connection, new MySqlBinlogServers().apply(connection, QueryGuard.NONE), DumpedFiles.WATCH,
                () -> true);
    }

    private static void awaitNextSecond(MySqlServer server) {
        long now = seconds(server);
        Awaitility.await("the server's next second").atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50)).until(() -> seconds(server) > now);
    }

    private static long seconds(MySqlServer server) {
        return Long.parseLong(server.query("SELECT UNIX_TIMESTAMP()").get(0).get(0));
    }

    private static String end(MySqlServer server) {
        List<String> row = server.query("SHOW MASTER STATUS").get(0);
        return row.get(0) + ":" + row.get(1);
    }
}
