package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.server.MySqlServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I18: after a jump over a gap a table's rows are read with a definition that fits them, or not at all. */
class AlteredInGapIT extends ColumnsScenario {

    private MySqlServer orders;
    private CanalHome home;

    /** Delivered and durable: a row of each table; then Canal is down. */
    private void deliverAndStop(String parallel) {
        orders = oneTable();
        orders.execute("CREATE TABLE app.u (id INT PRIMARY KEY, a INT)");
        home = home(oneSource(orders).set("canal.instance.parser.parallel", parallel));
        startStreaming(home);
        orders.execute("INSERT INTO app.t VALUES (1, 10)", "INSERT INTO app.u VALUES (1, 5)");
        awaitRows("id=1 alpha=10", "id=1 a=5");
        awaitDurableEnd(home, "orders", orders);
        connector.disconnect();
        canal.stop();
    }

    @ParameterizedTest(name = "parallel={0}")
    @ValueSource(strings = {"false", "true"})
    @DisplayName("altered in the gap, and altered only behind it: each row has the columns of its time, also over a kill")
    void columnsOfTheirTime(String parallel) {
        deliverAndStop(parallel);
        String last = lastFile();
        orders.execute("ALTER TABLE app.t ADD COLUMN beta VARCHAR(9) FIRST", "FLUSH LOGS",
                "INSERT INTO app.t VALUES ('x', 2, 11)", "INSERT INTO app.u VALUES (2, 6)",
                "ALTER TABLE app.u ADD COLUMN b INT FIRST", "INSERT INTO app.u VALUES (77, 3, 7)");
        orders.purgeTo(last);
        canal.restart();
        awaitRows("beta=x id=2 alpha=11", "id=2 a=6", "b=77 id=3 a=7");
        assertThat(canal.log(DESTINATION)).contains("kind=GAP");
        awaitDurableEnd(home, "orders", orders);
        connector.disconnect();
        canal.kill9();
        orders.execute("INSERT INTO app.t VALUES ('y', 4, 12)", "INSERT INTO app.u VALUES (78, 4, 8)");
        canal.restart();
        awaitRows("beta=y id=4 alpha=12", "b=78 id=4 a=8");
    }

    @Test
    @DisplayName("a column renamed in the gap fits both: SCHEMA_UNKNOWN with the table; left out by the filter, the source goes on")
    void fitsBoth() {
        deliverAndStop("false");
        String last = lastFile();
        orders.execute("ALTER TABLE app.t CHANGE alpha omega INT", "FLUSH LOGS",
                "INSERT INTO app.t VALUES (2, 11)", "INSERT INTO app.u VALUES (2, 6)");
        orders.purgeTo(last);
        canal.restart();
        awaitThat("the halt", () -> canal.log(DESTINATION).contains("source=orders state=HALTED"));
        assertThat(canal.log(DESTINATION)).contains("SCHEMA_UNKNOWN").contains("table app.t").contains("omega");
        assertThat(rows).noneMatch(row -> row.contains("id=2"));
        canal.stop();
        home.destination(DESTINATION, oneSource(orders).set("canal.instance.parser.parallel", "false")
                .set("canal.instance.filter.black.regex", "app\\.t").all());
        canal.restart();
        awaitRows("id=2 a=6");
    }

    private String lastFile() {
        // The one that FLUSH LOGS, which runs before this text is used, will make.
        String now = orders.binlogFiles().get(orders.binlogFiles().size() - 1);
        return now.substring(0, now.length() - 1) + (char) (now.charAt(now.length() - 1) + 1);
    }
}
