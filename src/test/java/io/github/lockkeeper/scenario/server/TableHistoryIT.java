package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Canal's table meta history, kept per source: a row from before an ALTER has the columns of its time. */
class TableHistoryIT extends ColumnsScenario {

    @Test
    @DisplayName("the same table name with other columns in each source, altered while Canal is down")
    void columnsOfTheirTime() {
        MySqlServer orders = started(MySqlServer.of(ServerVersion.V57));
        MySqlServer trades = started(MySqlServer.of(ServerVersion.V80));
        orders.execute("CREATE DATABASE app", "CREATE TABLE app.t (id INT PRIMARY KEY, alpha INT, beta INT)");
        trades.execute("CREATE DATABASE app", "CREATE TABLE app.t (id INT PRIMARY KEY, price INT)");
        CanalHome home = home(new GroupProperties()
                .set("canal.instance.tsdb.enable", "true")
                .source("orders", orders.address(), "parser.parallel", "true")
                .source("trades", trades.address(), "parser.parallel", "false"));
        startCanal(home, 2);
        orders.execute("INSERT INTO app.t VALUES (1, 10, 20)");
        trades.execute("INSERT INTO app.t VALUES (1, 99)");
        awaitRows("id=1 alpha=10 beta=20", "id=1 price=99");
        canal.kill9();
        orders.execute("INSERT INTO app.t VALUES (2, 11, 21)", "ALTER TABLE app.t DROP COLUMN alpha",
                "ALTER TABLE app.t ADD COLUMN gamma INT FIRST", "INSERT INTO app.t (id, beta, gamma) VALUES (3, 22, 32)");
        trades.execute("INSERT INTO app.t VALUES (2, 98)", "ALTER TABLE app.t ADD COLUMN size INT AFTER id",
                "INSERT INTO app.t VALUES (3, 5, 97)");
        canal.restart();
        awaitRows("id=2 alpha=11 beta=21", "gamma=32 id=3 beta=22", "id=2 price=98", "id=3 size=5 price=97");
        connector.disconnect();
        canal.stop();
        orders.execute("INSERT INTO app.t (id, beta, gamma) VALUES (4, 23, 33)");
        canal.restart();
        awaitRows("gamma=33 id=4 beta=23");
        connector.disconnect();
        assertThat(rows).allMatch(row -> row.matches("(\\w+=\\d+ ?)+"));
    }

    @Test
    @DisplayName("killed as soon as the cursor has passed an ALTER: the history has it")
    void killedBehindAnAlter() {
        MySqlServer orders = oneTable();
        CanalHome home = home(oneSource(orders)).set("canal.file.flush.period", "20");
        startStreaming(home);
        orders.execute("INSERT INTO app.t VALUES (1, 10)", "ALTER TABLE app.t ADD COLUMN beta INT FIRST");
        String end = end(orders);
        awaitRows("id=1 alpha=10");
        awaitThat("the durable cursor behind the ALTER", () -> {
            acknowledgeNext();
            return cursor(home, "orders").offset().coordinates().toString().equals(end);
        });
        canal.kill9();
        orders.execute("INSERT INTO app.t VALUES (20, 2, 11)");
        canal.restart();
        awaitRows("beta=20 id=2 alpha=11");
    }

    @Test
    @DisplayName("killed in front of a long ALTER, which carries an earlier time: rows before it have the columns of their time")
    void killedInFrontOfAnAlter() {
        MySqlServer orders = oneTable();
        CanalHome home = home(oneSource(orders));
        startStreaming(home);
        long now = System.currentTimeMillis() / 1000;
        orders.execute("SET TIMESTAMP = " + now, "INSERT INTO app.t VALUES (1, 10)");
        String end = end(orders);
        awaitRows("id=1 alpha=10");
        awaitThat("the durable cursor behind the first row", () -> {
            acknowledgeNext();
            return cursor(home, "orders").offset().coordinates().toString().equals(end);
        });
        orders.execute("INSERT INTO app.t VALUES (2, 11)", "SET TIMESTAMP = " + (now - 1),
                "ALTER TABLE app.t ADD COLUMN beta INT FIRST", "INSERT INTO app.t VALUES (20, 3, 12)");
        awaitThat("the rows, which are not acknowledged", () -> {
            connector.getWithoutAck(100, 100L, TimeUnit.MILLISECONDS).getEntries().forEach(this::note);
            return rows.containsAll(List.of("id=2 alpha=11", "beta=20 id=3 alpha=12"));
        });
        canal.kill9();
        rows.clear();
        canal.restart();
        awaitRows("id=2 alpha=11", "beta=20 id=3 alpha=12");
        assertThat(rows).hasSize(2);
    }
}
