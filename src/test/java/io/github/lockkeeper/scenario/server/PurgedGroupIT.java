package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.load.CommitPlaces;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.JournalledLosses;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A whole Canal, killed; three of its four sources have purged what it had not read by the time it is back. */
class PurgedGroupIT extends ServerScenario {

    private static final Set<String> PURGED = Set.of("deals", "positions", "trades");

    private final Map<String, MySqlServer> sources = new LinkedHashMap<>();

    @Test
    @DisplayName("c: the fourth misses nothing; of the three only what is purged is missing, and each has its own entry")
    void threeOfFour() {
        CanalHome home = fourSources();
        startCanal(home, 4);
        startClient(busyClient(1));
        load.start(LoadPlan.calm(30)).awaitEnd(BOUND);
        awaitAllHeld();
        sources.forEach((name, server) -> awaitDurableEnd(home, name, server));
        canal.kill9();

        CommitPlaces places = loseOnThree();
        canal.restart();
        Verdict verdict = Oracle.verify(load, client, BOUND, () -> new JournalledLosses(journal(home), places));

        assertThat(verdict.lostBySource().keySet()).isEqualTo(PURGED);
        assertThat(journal(home).moves("orders")).isEmpty();
        PURGED.forEach(name -> {
            assertThat(journal(home).moves(name)).as("entries of " + name).hasSize(1);
            assertThat(journal(home).moves(name).get(0).certainty()).isEqualTo(name.equals("positions") ? "BOUNDED" : "EXACT");
            assertThat(canal.log(DESTINATION)).containsOnlyOnce(
                    "WARN  io.github.lockkeeper - source=" + name + " fault=BINLOG_PURGED policy=earliest");
        });
        assertThat(canal.log(DESTINATION)).doesNotContain("source=orders fault");
    }

    private CanalHome fourSources() {
        sources.put("orders", started(MySqlServer.of(ServerVersion.V57)));
        sources.put("deals", started(MySqlServer.of(ServerVersion.V57).gtid()));
        sources.put("positions", started(MySqlServer.of(ServerVersion.V80)));
        sources.put("trades", started(MySqlServer.of(ServerVersion.V80).gtid()));
        prepareLoad(sources);
        GroupProperties group = new GroupProperties();
        sources.forEach((name, server) -> group.source(
                name, server.address(), "parser.parallel", String.valueOf(server.port() % 2 == 0)));
        return home(group);
    }

    /** Half of what is written while Canal is down stays; the other half does not, but on one server. */
    private CommitPlaces loseOnThree() {
        LoadPlan big = LoadPlan.mixed(20).withoutAlter();
        load.start(big).awaitEnd(BOUND);
        PURGED.forEach(name -> sources.get(name).execute("FLUSH LOGS"));
        load.start(big).awaitEnd(BOUND);
        CommitPlaces places = CommitPlaces.of(load);
        PURGED.forEach(name -> sources.get(name).purgeTo("mysql-bin.000002"));
        return places;
    }
}
