package io.github.lockkeeper.benchmark;

import io.github.lockkeeper.testkit.server.MySqlServer;

/**
 * What the binlogs hold: nothing but transactions of ten row changes (six inserts, three updates, one delete), each by
 * a statement of its own, as applications write them. Made once; every run reads the same files.
 */
final class StockComparisonLoad {

    static final String FIRST_FILE = "mysql-bin.000001";
    /** Row changes, each in an entry of its own since each is a statement of its own; and BEGIN and END. */
    static final int ROWS_A_TRANSACTION = 10;
    static final int ENTRIES_A_TRANSACTION = ROWS_A_TRANSACTION + 2;

    private static final String TABLE = """
            CREATE TABLE bench.orders (
              id INT NOT NULL PRIMARY KEY,
              customer INT NOT NULL,
              state VARCHAR(16) NOT NULL,
              amount DECIMAL(12, 2) NOT NULL,
              note VARCHAR(120) NOT NULL,
              changed DATETIME NOT NULL)""";
    private static final String PROCEDURE = """
            CREATE PROCEDURE bench.fill(transactions INT)
            BEGIN
              DECLARE t INT DEFAULT 0;
              DECLARE i INT;
              WHILE t < transactions DO
                START TRANSACTION;
                SET i = 0;
                WHILE i < 6 DO
                  INSERT INTO bench.orders VALUES (t * 6 + i, t MOD 977, 'NEW', t MOD 10000, REPEAT('n', 60), NOW());
                  SET i = i + 1;
                END WHILE;
                UPDATE bench.orders SET state = 'PAID', changed = NOW() WHERE id = t * 6;
                UPDATE bench.orders SET amount = amount + 1 WHERE id = t * 6 + 1;
                UPDATE bench.orders SET state = 'SENT', changed = NOW() WHERE id = t * 6 + 2;
                DELETE FROM bench.orders WHERE id = t * 6 + 5;
                COMMIT;
                SET t = t + 1;
              END WHILE;
            END""";

    private StockComparisonLoad() {
    }

    /** Fills the server's first binlog with that many row changes. */
    static void fill(MySqlServer server, int rows) {
        server.execute("CREATE DATABASE bench", TABLE, PROCEDURE, "RESET MASTER",
                "CALL bench.fill(" + rows / ROWS_A_TRANSACTION + ")");
        if (server.binlogFiles().size() != 1) {
            throw new IllegalStateException("the load does not fit into one binlog: " + server.binlogFiles());
        }
    }
}
