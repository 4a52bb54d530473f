package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.testkit.server.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Statements that servers write into their binlogs in different ways, and where the groups of events begin there. */
final class StatementZoo {

    private static final List<String> STATEMENTS = List.of(
            "CREATE TABLE t (id INT PRIMARY KEY, v INT) ENGINE=InnoDB", "CREATE TABLE m (id INT) ENGINE=MyISAM",
            "INSERT INTO t VALUES (1,1),(2,2)", "INSERT INTO m VALUES (1)",
            "CREATE TABLE c1 (PRIMARY KEY(id)) AS SELECT * FROM t",
            "BEGIN", "INSERT INTO t VALUES (3,3)", "SAVEPOINT a", "INSERT INTO t VALUES (4,4)",
            "INSERT INTO m VALUES (2)", "ROLLBACK TO a", "INSERT INTO t VALUES (5,5)", "COMMIT",
            "BEGIN", "INSERT INTO m VALUES (3)", "INSERT INTO t VALUES (6,6)", "ROLLBACK",
            "SET SESSION binlog_format=MIXED", "CREATE TEMPORARY TABLE tmp (id INT)", "INSERT INTO tmp VALUES (1)",
            "INSERT INTO t SELECT id+100, 1 FROM tmp", "DROP TEMPORARY TABLE tmp",
            "SET SESSION binlog_format=STATEMENT", "INSERT INTO t VALUES (7,7)", "INSERT INTO m VALUES (7)",
            "BEGIN", "UPDATE t SET v=8 WHERE id=7", "DELETE FROM t WHERE id=6", "COMMIT",
            "SET SESSION binlog_format=ROW", "SET SESSION binlog_rows_query_log_events=ON",
            "XA START 'x1'", "INSERT INTO t VALUES (10,10)", "XA END 'x1'", "XA PREPARE 'x1'", "XA COMMIT 'x1'",
            "XA START 'x2'", "INSERT INTO t VALUES (11,11)", "XA END 'x2'", "XA COMMIT 'x2' ONE PHASE",
            "XA START 'x3'", "INSERT INTO t VALUES (12,12)", "XA END 'x3'", "XA PREPARE 'x3'", "XA ROLLBACK 'x3'",
            "CREATE PROCEDURE p() BEGIN INSERT INTO t VALUES (20,20); INSERT INTO t VALUES (21,21); END", "CALL p()",
            "CREATE USER u1", "GRANT SELECT ON app.* TO u1", "ALTER USER u1 IDENTIFIED BY 'y'", "DROP USER u1",
            "TRUNCATE t", "CREATE TABLE c2 AS SELECT * FROM m", "ANALYZE TABLE t", "OPTIMIZE TABLE t",
            "RENAME TABLE c2 TO c3", "DROP TABLE c3", "CREATE TABLE `begin` (id INT)", "DROP TABLE `begin`",
            "ALTER TABLE t RENAME TO t2", "INSERT INTO t2 VALUES (1,1)", "FLUSH TABLES", "FLUSH LOGS",
            "INSERT INTO t2 VALUES (2,2)");

    private StatementZoo() {
    }

    /** Runs all that this server takes: not one knows them all. */
    static void visit(MySqlServer server) throws SQLException {
        server.execute("CREATE DATABASE app");
        try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
            statement.execute("USE app");
            for (String sql : STATEMENTS) {
                take(statement, sql);
            }
        }
    }

    private static void take(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            System.getLogger(StatementZoo.class.getName()).log(System.Logger.Level.DEBUG, sql, e);
        }
    }

    /** The places of a file where one may resume: where each group begins but the first, and where the last one ends. */
    static List<String> groups(MySqlServer server, String file) {
        List<String> starts = new ArrayList<>();
        String end = "";
        for (List<String> row : server.query("SHOW BINLOG EVENTS IN '" + file + "'")) {
            if (List.of("Gtid", "Anonymous_Gtid", "Rotate").contains(row.get(2))) {
                starts.add(file + ":" + row.get(1));
            }
            end = row.get(2).equals("Rotate") ? row.get(5).replace(";pos=", ":") : file + ":" + row.get(4);
        }
        starts.remove(0);
        starts.add(end);
        return starts;
    }
}
