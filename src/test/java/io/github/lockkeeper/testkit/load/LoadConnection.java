package io.github.lockkeeper.testkit.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Runs transactions on a source that may be killed at any moment. After a failure it waits for the server and looks
 * whether the transaction happened after all: the ledger must hold exactly what was committed.
 */
final class LoadConnection {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long GIVE_UP_NANOS = TimeUnit.MINUTES.toNanos(3);

    /** The statements of a transaction. */
    interface Body {
        void run(LoadTransaction transaction) throws SQLException;
    }

    private final LoadSource source;
    private final Ledger ledger;
    private final Pace pace;
    private Connection connection;
    private volatile String trouble = "";

    LoadConnection(LoadSource source, Ledger ledger, Pace pace) {
        this.source = source;
        this.ledger = ledger;
        this.pace = pace;
    }

    /**
     * Runs it until it is committed, and writes it into the ledger; null when the load was stopped before. The hook
     * runs right before the commit.
     */
    LoadTransaction commit(String mark, Body body, Runnable beforeCommit) {
        long giveUp = System.nanoTime() + GIVE_UP_NANOS;
        LoadTransaction attempt = null;
        do {
            try {
                open();
                if (attempt == null || !happened(mark)) {
                    attempt = new LoadTransaction(connection, source.tables());
                    body.run(attempt);
                    attempt.mark(mark);
                    beforeCommit.run();
                    connection.commit();
                }
                ledger.committed(source.name(), attempt.changes());
                trouble = "";
                return attempt;
            } catch (SQLException e) {
                failed(e, giveUp);
            }
            // Stopped or not, an attempt that may have been committed must be cleared up.
        } while (pace.retryPause(RETRY_NANOS) || attempt != null);
        return null;
    }

    /** Adds the column; tried until it is there, or the load is stopped. */
    void alter() {
        long giveUp = System.nanoTime() + GIVE_UP_NANOS;
        do {
            try {
                open();
                source.tables().alter(connection);
                trouble = "";
                return;
            } catch (SQLException e) {
                failed(e, giveUp);
            }
        } while (pace.retryPause(RETRY_NANOS));
    }

    /** What the last try failed at; "" where it did not. */
    String trouble() {
        return trouble;
    }

    void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException broken) {
            // It was to be closed.
        }
        connection = null;
    }

    private void open() throws SQLException {
        if (connection == null) {
            connection = source.server().connect();
            connection.setAutoCommit(false);
        }
    }

    private boolean happened(String mark) throws SQLException {
        String sql = "SELECT 1 FROM " + source.tables().name(Tables.COMMITS) + " WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, mark);
            return statement.executeQuery().next();
        }
    }

    private void failed(SQLException e, long giveUp) {
        close();
        trouble = source.name() + ": " + e.getMessage();
        if (System.nanoTime() > giveUp) {
            throw new IllegalStateException(source.name() + " does not come back: " + e.getMessage(), e);
        }
    }
}
