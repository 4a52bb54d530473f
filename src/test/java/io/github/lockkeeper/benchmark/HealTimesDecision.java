package io.github.lockkeeper.benchmark;

import io.github.lockkeeper.canal.parse.RealCandidate;
import io.github.lockkeeper.config.ConfigKeys;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fallback.FallbackChain;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.persistence.file.FileGapJournal;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.GapLedger;
import io.github.lockkeeper.recovery.RecoveryListener;
import io.github.lockkeeper.recovery.RecoverySettings;
import io.github.lockkeeper.recovery.SourceRecovery;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * One decision on a connection that is there: from the question what the server has to the entry in the journal's file.
 * The servers' first binlogs are purged; each has a transaction, and they are a second apart.
 */
final class HealTimesDecision implements AutoCloseable {

    private static final SourceName SOURCE = SourceName.of("orders");
    private static final int PURGED = 10;
    private static final int LONG_AGO = 10_000;
    private static final int MARGIN_SECONDS = 60;
    private static final String FIRST_FILE = "mysql-bin.000001";
    private static final ServerIdentity ANOTHER = ServerIdentity.of(99, "3e11fa47-71ca-11e1-9e33-c80aa9429562");

    private final int files;
    private final MySqlServer plain;
    private final MySqlServer withGtids;
    private final long oldest;

    HealTimesDecision(int files) {
        this.files = files;
        this.plain = MySqlServer.of(ServerVersion.V57).serverId(611).start();
        this.withGtids = MySqlServer.of(ServerVersion.V57).serverId(612).gtid().start();
        this.oldest = Long.parseLong(plain.query("SELECT UNIX_TIMESTAMP()").get(0).get(0)) - LONG_AGO;
        fill(plain);
        fill(withGtids);
    }

    private void fill(MySqlServer server) {
        try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
            statement.execute("SET TIMESTAMP = " + oldest);
            statement.execute("RESET MASTER");
            statement.execute("CREATE DATABASE bench");
            statement.execute("CREATE TABLE bench.t (id INT PRIMARY KEY)");
            for (int file = 1; file < files + PURGED; file++) {
                statement.execute("SET TIMESTAMP = " + (oldest + file));
                statement.execute("INSERT INTO bench.t VALUES (" + file + ")");
                statement.execute("FLUSH BINARY LOGS");
            }
            statement.execute(String.format("PURGE BINARY LOGS TO 'mysql-bin.%06d'", PURGED + 1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (server.binlogFiles().size() != files) {
            throw new IllegalStateException(server.binlogFiles().size() + " binlogs instead of " + files);
        }
    }

    Duration purged() {
        return decided(plain, cursor(identity(plain), Gtids.none()), "earliest");
    }

    Duration purgedWithGtids() {
        ServerIdentity identity = identity(withGtids);
        Gtids delivered = Gtids.of(GtidSet.parse(identity.serverUuid() + ":1-3"));
        return decided(withGtids, cursor(identity, delivered), "earliest");
    }

    Duration anotherServer() {
        return decided(plain, cursor(ANOTHER, Gtids.none()), "timestamp");
    }

    /** Where the first binlog ended; of a time in the middle of those that are there, for another server. */
    private SourceCursor cursor(ServerIdentity identity, Gtids gtids) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.of(FIRST_FILE, 500)).withGtids(gtids)
                .withTimestampSeconds(oldest + MARGIN_SECONDS + PURGED + (files - MARGIN_SECONDS) / 2)
                .withFileCreatedSeconds(oldest);
        return SourceCursor.of(offset, identity, "10.0.0.1:3306");
    }

    private static ServerIdentity identity(MySqlServer server) {
        try (RealCandidate asked = RealCandidate.of(server)) {
            return asked.candidate().server().identity();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration decided(MySqlServer server, SourceCursor cursor, String policy) {
        try {
            Path folder = Files.createTempDirectory("heal-times");
            try (RealCandidate here = RealCandidate.of(server); FileGapJournal journal = new FileGapJournal(folder)) {
                journal.open();
                return decided(here, journal, cursor, policy);
            } finally {
                try (var all = Files.list(folder)) {
                    all.map(Path::toFile).forEach(file -> file.delete());
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration decided(RealCandidate here, FileGapJournal journal, SourceCursor cursor, String policy)
            throws IOException {
        WrittenEntry entry = new WrittenEntry();
        RecoverySettings settings = new RecoverySettings(
                FallbackChain.parse(ConfigKeys.FALLBACK.defaultValue()), true, false, MARGIN_SECONDS);
        SourceRecovery recovery = new SourceRecovery(
                SOURCE, settings, new GapLedger(journal), server -> Optional.empty(), entry);
        long begun = System.nanoTime();
        recovery.resume(cursor, Optional.empty(), here.candidate());
        if (!policy.equals(entry.policy)) {
            throw new IllegalStateException("decided by " + entry.policy + " instead of " + policy);
        }
        return Duration.ofNanos(entry.writtenAt - begun);
    }

    /** Told right behind the write. */
    private static final class WrittenEntry implements RecoveryListener {
        private long writtenAt;
        private String policy = "none";

        @Override
        public void moves(Gap entry) {
            writtenAt = System.nanoTime();
            policy = entry.decision().policy();
        }

        @Override
        public void notes(String line) {
            // Nothing of interest is told here.
        }
    }

    @Override
    public void close() {
        plain.close();
        withGtids.close();
    }
}
