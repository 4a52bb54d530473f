package io.github.lockkeeper.testkit.server;

import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.testkit.process.ManagedProcess;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A real database server (MySQL or MariaDB) on 127.0.0.1 with row binlogs {@code mysql-bin.NNNNNN}, a user
 * {@code canal}/{@code canal} with what Canal needs, and {@code root} without a password. It keeps its port and data
 * over {@link #kill()}, {@link #stop()} and {@link #restart()}; {@link #close()} deletes the data and keeps the log.
 */
public final class MySqlServer implements AutoCloseable {

    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final Duration STOP_BOUND = Duration.ofSeconds(30);

    private final ServerVersion version;
    private final ServerFiles files;
    private final Path workDir;
    private final int port;
    private ManagedProcess process;

    MySqlServer(ServerVersion version, ServerFiles files, Path workDir, int port) {
        this.version = version;
        this.files = files;
        this.workDir = workDir;
        this.port = port;
    }

    /** The first step of {@code MySqlServer.of(V57).gtid().option("max_binlog_size", "1M").start()}. */
    public static MySqlServerBuilder of(ServerVersion version) {
        return new MySqlServerBuilder(version);
    }

    public int port() {
        return port;
    }

    /** As Canal wants it: {@code 127.0.0.1:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public Path dataDir() {
        return workDir.resolve("data");
    }

    public ServerVersion version() {
        return version;
    }

    public boolean alive() {
        return process != null && process.alive();
    }

    /** A new connection as root, to no schema. */
    public Connection connect() throws SQLException {
        return version.connect(port, "root", "");
    }

    /** Runs statements as root on one connection of their own. */
    public void execute(String... statements) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                execute(statement, sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(address() + ": " + e.getMessage(), e);
        }
    }

    /** All rows of a query as root, as strings; a NULL is null. */
    public List<List<String>> query(String sql) {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(address() + ": " + sql + ": " + e.getMessage(), e);
        }
    }

    /** The binlogs in the server's index, oldest first; a file may be missing on disk. */
    public List<String> binlogFiles() {
        return query("SHOW BINARY LOGS").stream().map(row -> row.get(0)).toList();
    }

    /** What the server printed. */
    public String log() {
        return TextFiles.text(workDir.resolve("server.log"));
    }

    /** SIGTERM: an orderly end, whose last binlog closes with a STOP event. */
    public void stop() {
        if (alive()) {
            process.terminate(STOP_BOUND);
        }
    }

    /** SIGKILL. What was committed is in the operating system's hands and survives. */
    public void kill() {
        if (alive()) {
            process.kill();
        }
    }

    /** Stops where it runs, and starts on the same port and data. */
    public void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        kill();
        TextFiles.deleteTree(dataDir());
    }

    void start() {
        List<String> command = new ArrayList<>(List.of(files.daemon().toString(),
                "--defaults-file=" + workDir.resolve("my.cnf")));
        command.addAll(ServerFiles.asRoot());
        process = ManagedProcess.start(files.process(command), workDir.resolve("server.log"));
        try {
            await().atMost(START_BOUND).pollInterval(Duration.ofMillis(30)).until(this::answersOrDied);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(version + " on port " + port + " does not answer:\n" + process.tail(), e);
        }
        if (!process.alive()) {
            throw new IllegalStateException(version + " on port " + port + " died at its start:\n" + process.tail());
        }
    }

    private boolean answersOrDied() {
        if (!process.alive()) {
            return true;
        }
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    private static List<String> row(ResultSet result) throws SQLException {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            row.add(result.getString(column));
        }
        return row;
    }

    /**
     * Purges the binlogs before that one. A server leaves one that a dump still reads, also a dump whose client has just
     * gone: this waits until it is gone.
     */
    public void purgeTo(String file) {
        await("the binlogs before " + file + " gone").atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50)).until(() -> {
                    execute("PURGE BINARY LOGS TO '" + file + "'");
                    return binlogFiles().get(0).equals(file);
                });
    }
}
