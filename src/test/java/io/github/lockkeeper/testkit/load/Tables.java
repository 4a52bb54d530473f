package io.github.lockkeeper.testkit.load;

import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowChange.Kind;
import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of a source: all with {@code id}, {@code version} and {@code payload}, in differing places among columns
 * of other types, so that a row that is read with the wrong definition shows.
 */
final class Tables {

    static final String ITEM = "item";
    static final String TRADE = "trade";
    /** Its keys are the server's. */
    static final String DEAL = "deal";
    static final String FILTERED = RowKey.FILTERED_PREFIX + "audit";
    /** One row a transaction: tells, after a broken commit, whether it happened. */
    static final String COMMITS = RowKey.FILTERED_PREFIX + "commits";
    static final List<String> STREAMED = List.of(ITEM, TRADE, DEAL);

    private static final String ADDED_COLUMN = "added";

    private final String schema;

    Tables(String schema) {
        this.schema = schema;
    }

    void create(MySqlServer server) {
        server.execute("CREATE DATABASE IF NOT EXISTS " + schema,
                table(ITEM, "id BIGINT PRIMARY KEY, version BIGINT NOT NULL, payload VARCHAR(200)"),
                table(TRADE, "amount DECIMAL(12,2) DEFAULT 1.25, id BIGINT PRIMARY KEY, note TEXT, "
                        + "version BIGINT NOT NULL, done DATETIME DEFAULT '2020-01-02 03:04:05', payload VARCHAR(200)"),
                table(DEAL, "id BIGINT PRIMARY KEY AUTO_INCREMENT, payload VARCHAR(200), version BIGINT NOT NULL"),
                table(FILTERED, "id BIGINT PRIMARY KEY, version BIGINT NOT NULL, payload VARCHAR(200)"),
                table(COMMITS, "id VARCHAR(60) PRIMARY KEY"));
    }

    String name(String table) {
        return schema + "." + table;
    }

    RowKey key(String table, long id) {
        return new RowKey(schema, table, Long.toString(id));
    }

    /** Adds the column where it is not there yet; a server may have died in the middle of an earlier try. */
    void alter(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet columns = metaData.getColumns(schema, null, ITEM, ADDED_COLUMN)) {
            if (columns.next()) {
                return;
            }
        }
        connection.createStatement()
                .execute("ALTER TABLE " + name(ITEM) + " ADD COLUMN " + ADDED_COLUMN + " INT NOT NULL DEFAULT 7");
    }

    /** A change of a streamed table, from all columns of its row in the order of the table: see {@link #create}. */
    RowChange change(String table, List<Object> columns, Kind kind) {
        int id = table.equals(TRADE) ? 1 : 0;
        int version = Map.of(ITEM, 1, TRADE, 3, DEAL, 2).get(table);
        return new RowChange(key(table, (Long) columns.get(id)), (Long) columns.get(version), kind);
    }

    /** The rows that are there now. */
    Map<RowKey, Long> state(MySqlServer server) {
        Map<RowKey, Long> state = new HashMap<>();
        for (String table : STREAMED) {
            for (List<String> row : server.query("SELECT id, version FROM " + name(table))) {
                state.put(new RowKey(schema, table, row.get(0)), Long.valueOf(row.get(1)));
            }
        }
        return state;
    }

    /** Rows of writers of an earlier load, so that a later one goes on with new keys. */
    long highestId(MySqlServer server) {
        List<Long> highest = new ArrayList<>();
        for (String table : List.of(ITEM, TRADE, DEAL, FILTERED)) {
            String max = server.query("SELECT COALESCE(MAX(id), 0) FROM " + name(table)).get(0).get(0);
            highest.add(Long.valueOf(max));
        }
        return highest.stream().max(Long::compare).orElseThrow();
    }

    private String table(String table, String columns) {
        return "CREATE TABLE IF NOT EXISTS " + name(table) + " (" + columns + ") ENGINE=InnoDB";
    }
}
