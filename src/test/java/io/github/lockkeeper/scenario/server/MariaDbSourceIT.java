package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A MariaDB beside a MySQL. Under load without an ALTER: Canal 1.1.4 cannot decode a DDL of MariaDB 10.6 or later. And
 * without a look at BEGIN and END: it makes no BEGIN from MariaDB's.
 */
class MariaDbSourceIT extends ServerScenario {

    private static final int KILLS = 2;

    private MySqlServer mariadb;

    @ParameterizedTest(name = "parallel={0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("a MariaDB source over kills under load: nothing is lost")
    void killsUnderLoad(boolean parallel) {
        long seed = Long.getLong("lockkeeper.seed", System.nanoTime());
        System.out.println("MariaDbSourceIT: seed " + seed + " (-Dlockkeeper.seed=" + seed + ")");
        Random random = new Random(seed);
        startCanal(mySqlAndMariaDb(parallel), 2);
        startClient(busyClient(seed).withoutTransactionCheck());
        KillReport report = new KillReport("MariaDbSourceIT", client);

        load.start(LoadPlan.mixed(Integer.MAX_VALUE).withRate(25).withBig(100, 1500).withoutAlter().withSeed(seed));
        for (int kill = 1; kill <= KILLS; kill++) {
            int changes = 200 + random.nextInt(1500);
            awaitMoreHeld(changes);
            canal.kill9();
            report.lost("kill -9 after " + changes + " changes");
            canal.restart();
        }
        load.stop();
        verifyUndisturbed();
        report.end();
        report.assertWithinTheFlushPeriod();
        assertThat(canal.home().log(DESTINATION)).doesNotContain("HALTED");
    }

    @ParameterizedTest(name = "parallel={0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("a DDL that this Canal cannot decode stops the MariaDB source in front of it, and that source alone")
    void ddl(boolean parallel) {
        CanalHome home = mySqlAndMariaDb(parallel);
        startCanal(home, 2);
        startClient(busyClient(1).withoutTransactionCheck());
        load.start(LoadPlan.calm(20)).awaitEnd(BOUND);
        awaitAllHeld();
        String end = end(mariadb);
        mariadb.execute("ALTER TABLE maria.extra ADD COLUMN added INT", "INSERT INTO maria.extra VALUES (1, 2)");

        awaitThat("the source to halt", () -> canal.log(DESTINATION).contains("source=maria state=HALTED"));
        assertThat(canal.log(DESTINATION)).contains("fault=UNDECODABLE_EVENT")
                .contains("mend=\"" + FaultKind.UNDECODABLE_EVENT.remedy() + "\"");
        load.start(LoadPlan.calm(20), "mysql").awaitEnd(BOUND);
        awaitAllHeld();
        awaitThat("the cursor in front of the DDL", () -> cursor(home, "maria").offset().coordinates().toString().equals(end));
        Oracle.verify(load, client, BOUND);
    }

    private CanalHome mySqlAndMariaDb(boolean parallel) {
        MySqlServer mysql = started(MySqlServer.of(ServerVersion.V57).gtid());
        mariadb = started(MySqlServer.of(ServerVersion.MARIADB));
        Map<String, MySqlServer> servers = new LinkedHashMap<>();
        servers.put("mysql", mysql);
        servers.put("maria", mariadb);
        prepareLoad(servers);
        mariadb.execute("CREATE TABLE maria.extra (id INT PRIMARY KEY)");
        return home(new GroupProperties().source("mysql", mysql.address())
                .source("maria", mariadb.address(), "parser.parallel", Boolean.toString(parallel)));
    }
}
