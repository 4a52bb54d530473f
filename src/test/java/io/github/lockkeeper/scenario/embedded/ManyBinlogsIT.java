package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server with very many small binlogs. */
class ManyBinlogsIT extends HealScenario {

    private static final int FILES = 2000;
    private static final int ROW_EVERY = 100;
    private static final int MOST_OPENED = 15;
    private static final int LONG_AGO = 100_000;

    @Test
    @DisplayName("q: a start by time among 2,000 binlogs opens at most 15 of them")
    void startByTime() throws IOException {
        orders = plain();
        orders.execute("SET TIMESTAMP = UNIX_TIMESTAMP() - " + (LONG_AGO + 1), "RESET MASTER");
        long oldest = Long.parseLong(orders.query("SELECT UNIX_TIMESTAMP()").get(0).get(0)) - LONG_AGO;
        rotate(oldest);
        Path log = generalLog();
        try {
            host.set("canal.instance.master1.timestamp", String.valueOf((oldest + 1234) * 1000)).start();
            // The rows of the files 1300, 1400, … 2000.
            assertThat(client().drainUntilHeld(8).held()).containsExactly("INSERT shop1.t#1300", "INSERT shop1.t#1400",
                    "INSERT shop1.t#1500", "INSERT shop1.t#1600", "INSERT shop1.t#1700", "INSERT shop1.t#1800",
                    "INSERT shop1.t#1900", "INSERT shop1.t#2000");
            // One of the dumps is the source's own.
            assertThat(dumps(log)).as("dumps").isBetween(2L, MOST_OPENED + 1L);
        } finally {
            orders.execute("SET GLOBAL general_log = OFF");
        }
    }

    /** A file a second, and a row in some of them. */
    private void rotate(long oldest) {
        try (Connection connection = orders.connect(); Statement statement = connection.createStatement()) {
            for (int file = 1; file <= FILES; file++) {
                statement.execute("SET TIMESTAMP = " + (oldest + file));
                if (file % ROW_EVERY == 0) {
                    statement.execute("INSERT INTO shop1.t VALUES (" + file + ", 0)");
                }
                statement.execute("FLUSH BINARY LOGS");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path generalLog() {
        orders.execute("SET GLOBAL general_log_file = 'dumps.log'", "SET GLOBAL general_log = ON");
        return orders.dataDir().resolve("dumps.log");
    }

    private static long dumps(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("Binlog Dump")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
