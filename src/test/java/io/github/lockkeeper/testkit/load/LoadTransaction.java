package io.github.lockkeeper.testkit.load;

import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowChange.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The statements of one open transaction, and the changes that become facts with its commit. */
final class LoadTransaction {

    private static final int ROWS_A_STATEMENT = 500;

    private final Connection connection;
    private final Tables tables;
    private final List<RowChange> changes = new ArrayList<>();

    LoadTransaction(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    List<RowChange> changes() {
        return changes;
    }

    void insert(String table, long id, long version) throws SQLException {
        insert(table, List.of(id), version);
    }

    /** Many rows of one version, in few statements. */
    void insert(String table, List<Long> ids, long version) throws SQLException {
        for (int from = 0; from < ids.size(); from += ROWS_A_STATEMENT) {
            insertStatement(table, ids.subList(from, Math.min(ids.size(), from + ROWS_A_STATEMENT)), version);
        }
    }

    /** Lets the server choose the key. The payload names the key, so this version has none. */
    long insertWithGeneratedKey(String table) throws SQLException {
        String sql = "INSERT INTO " + tables.name(table) + " (version, payload) VALUES (1, NULL)";
        try (PreparedStatement statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                long id = keys.getLong(1);
                changes.add(new RowChange(tables.key(table, id), 1, Kind.INSERT));
                return id;
            }
        }
    }

    void update(String table, long id, long version) throws SQLException {
        RowChange change = new RowChange(tables.key(table, id), version, Kind.UPDATE);
        String sql = "UPDATE " + tables.name(table) + " SET version = ?, payload = ? WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, version);
            statement.setString(2, change.payload());
            statement.setLong(3, id);
            changedOne(statement, change);
        }
    }

    void delete(String table, long id, long version) throws SQLException {
        RowChange change = new RowChange(tables.key(table, id), version, Kind.DELETE);
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + tables.name(table) + " WHERE id = ?")) {
            statement.setLong(1, id);
            changedOne(statement, change);
        }
    }

    /** The row by which a later connection can tell whether this was committed. */
    void mark(String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + tables.name(Tables.COMMITS) + " VALUES (?)")) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }

    private void insertStatement(String table, List<Long> ids, long version) throws SQLException {
        StringBuilder sql = new StringBuilder("INSERT INTO " + tables.name(table) + " (id, version, payload) VALUES ");
        String separator = "";
        for (long id : ids) {
            RowChange change = new RowChange(tables.key(table, id), version, Kind.INSERT);
            sql.append(separator).append('(').append(id).append(',').append(version).append(",'")
                    .append(change.payload()).append("')");
            separator = ",";
            changes.add(change);
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql.toString());
        }
    }

    private void changedOne(PreparedStatement statement, RowChange change) throws SQLException {
        int rows = statement.executeUpdate();
        if (rows != 1) {
            throw new IllegalStateException(change + " changed " + rows + " rows: the load has lost track of its rows");
        }
        changes.add(change);
    }
}
