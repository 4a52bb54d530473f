package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source without a row for hours, whose binlogs rotate and expire, beside a busy one. */
class IdleSourceIT extends ServerScenario {

    private static final String BUSY = "busy";
    private static final String IDLE = "idle";
    private static final int ROTATIONS = 3;

    private MySqlServer idle;

    @ParameterizedTest(name = "gtid={0}, parallel={1}")
    @CsvSource({"false,true", "true,false"})
    @DisplayName("rotated and purged while idle: after a kill the next row of the idle source arrives")
    void rotatedAndPurged(boolean gtid, boolean parallel) {
        CanalHome home = busyAndIdle(gtid, parallel);
        startCanal(home, 2);
        startClient(busyClient(3));
        KillReport report = new KillReport("IdleSourceIT", client);
        load.start(LoadPlan.steady(40), BUSY);
        awaitMoreHeld(100);

        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            rotateAndPurge(home);
        }
        canal.kill9();
        report.lost("kill -9 with an idle source");
        canal.restart();
        awaitMoreHeld(100);
        rotateAndPurge(home);
        load.stop();

        load.start(LoadPlan.calm(1), IDLE).awaitEnd(BOUND);
        verifyUndisturbed();
        report.end();
        report.assertWithinTheFlushPeriod();
        assertThat(load.ledger().expected()).as("the idle source has a row").anyMatch(entry -> entry.source().equals(IDLE));
        assertThat(canal.home().log(DESTINATION)).doesNotContain("errno = 1236", "HALTED", "RETRYING");
    }

    private CanalHome busyAndIdle(boolean gtid, boolean parallel) {
        MySqlServer busy = started(MySqlServer.of(ServerVersion.V57));
        idle = started(MySqlServer.of(ServerVersion.V80).gtid(gtid));
        Map<String, MySqlServer> servers = new LinkedHashMap<>();
        servers.put(BUSY, busy);
        servers.put(IDLE, idle);
        prepareLoad(servers);
        return home(new GroupProperties().source(BUSY, busy.address())
                .source(IDLE, idle.address(), "parser.parallel", Boolean.toString(parallel)));
    }

    /** A new file; the old ones go as soon as the cursor has followed, as they go after days in real life. */
    private void rotateAndPurge(CanalHome home) {
        idle.execute("FLUSH LOGS");
        List<String> files = idle.binlogFiles();
        String newest = files.get(files.size() - 1);
        awaitThat("the cursor of the idle source in " + newest,
                () -> cursor(home, IDLE).offset().coordinates().file().toString().equals(newest));
        idle.purgeTo(newest);
        assertThat(idle.binlogFiles()).containsExactly(newest);
    }
}
