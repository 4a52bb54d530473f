package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The server is killed ten times at any moment under load, and stopped in order once. */
class KillUnderLoadIT extends ServerScenario {

    private static final int KILLS = 10;
    private static final int MOST_CHANGES_BETWEEN_KILLS = 3000;
    /** Of one transaction that a batch may have cut in two, and of the one behind it, for each of four sources. */
    private static final int ROWS_OF_OPEN_TRANSACTIONS = 80;

    @Test
    @DisplayName("four sources, ten kills under load, one orderly stop: nothing is lost, little is sent again")
    void tenKills() {
        long seed = Long.getLong("lockkeeper.seed", System.nanoTime());
        System.out.println("KillUnderLoadIT: seed " + seed + " (-Dlockkeeper.seed=" + seed + ")");
        Random random = new Random(seed);
        CanalHome home = fourSources();
        startCanal(home, 4);
        startClient(busyClient(seed));
        KillReport report = new KillReport("KillUnderLoadIT", client);

        load.start(LoadPlan.mixed(Integer.MAX_VALUE).withRate(15).withBig(150, 2500).withAlterAfter(200).withSeed(seed));
        for (int kill = 1; kill <= KILLS; kill++) {
            int changes = random.nextInt(MOST_CHANGES_BETWEEN_KILLS);
            awaitMoreHeld(changes);
            canal.kill9();
            report.lost("kill -9 after " + changes + " changes");
            canal.restart();
        }
        load.stop();
        awaitAllHeld();
        report.end();

        load.start(LoadPlan.steady(30).withSeed(seed));
        awaitMoreHeld(500);
        canal.stop();
        report.lost("orderly stop after 500 changes");
        canal.restart();
        awaitMoreHeld(500);
        load.stop();
        Verdict verdict = verifyUndisturbed();

        assertThat(report.end()).as("acknowledged changes sent again after an orderly stop")
                .isLessThan(ROWS_OF_OPEN_TRANSACTIONS);
        report.assertWithinTheFlushPeriod();
        assertThat(verdict.duplicates().acknowledged()).as("the kills came under load").isPositive();
        assertThat(client.record().ddls()).as("the ALTERs arrived").hasSizeGreaterThanOrEqualTo(4);
    }

    /** GTIDs on and off, parallel and serial, with and without a history of tables, two sources on one server. */
    private CanalHome fourSources() {
        MySqlServer orders = started(MySqlServer.of(ServerVersion.V57).gtid());
        MySqlServer trades = started(MySqlServer.of(ServerVersion.V57).option("binlog_row_event_max_size", "256"));
        MySqlServer shared = started(MySqlServer.of(ServerVersion.V80).gtid());
        Map<String, MySqlServer> servers = new LinkedHashMap<>();
        servers.put("orders", orders);
        servers.put("trades", trades);
        servers.put("deals", shared);
        servers.put("positions", shared);
        prepareLoad(servers);
        return home(new GroupProperties()
                .source("orders", orders.address(), "parser.parallel", "true", "tsdb.enable", "true")
                .source("trades", trades.address(), "parser.parallel", "false", "transaction.size", "64")
                .source("deals", shared.address(), "parser.parallel", "true", "filter.regex", "deals\\..*",
                        "transaction.size", "32")
                .source("positions", shared.address(), "parser.parallel", "false", "filter.regex", "positions\\..*"));
    }
}
