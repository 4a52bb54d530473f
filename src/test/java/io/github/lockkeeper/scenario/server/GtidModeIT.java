package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Dumps by GTID set, and by coordinates with the set kept beside them, on both versions, over kills under load. */
class GtidModeIT extends ServerScenario {

    private static final int KILLS = 4;
    private static final String STARTED = "find start position successfully, EntryPosition\\[.*";

    private final Map<String, MySqlServer> servers = new LinkedHashMap<>();

    @Test
    @DisplayName("gtidon=true and auto over kills: nothing is lost, and the sets end equal to what the servers executed")
    void killsUnderLoad() {
        long seed = Long.getLong("lockkeeper.seed", System.nanoTime());
        System.out.println("GtidModeIT: seed " + seed + " (-Dlockkeeper.seed=" + seed + ")");
        Random random = new Random(seed);
        CanalHome home = group();
        startCanal(home, servers.size());
        startClient(busyClient(seed));
        KillReport report = new KillReport("GtidModeIT", client);

        load.start(LoadPlan.mixed(Integer.MAX_VALUE).withRate(15).withBig(60, 1500).withAlterAfter(100).withSeed(seed));
        for (int kill = 1; kill <= KILLS; kill++) {
            int changes = 200 + random.nextInt(2500);
            awaitMoreHeld(changes);
            canal.kill9();
            report.lost("kill -9 after " + changes + " changes");
            canal.restart();
        }
        load.stop();
        awaitAllHeld();
        report.end();

        servers.keySet().forEach(source -> awaitThat("the durable set of " + source + " to equal gtid_executed",
                () -> difference(home, source).equals(List.of("", ""))));
        verifyUndisturbed();
        report.assertWithinTheFlushPeriod();
        assertThat(canal.log(DESTINATION)).as("starts by set and by coordinates").containsPattern(STARTED + "gtid=[0-9a-f]{8}-")
                .containsPattern(STARTED + "gtid=<null>");
    }

    /** What the server has executed and the cursor lacks, and the other way round, as the server reckons it. */
    private List<String> difference(CanalHome home, String source) {
        String set = cursor(home, source).offset().gtids().set().orElseThrow().toString();
        return servers.get(source).query("SELECT GTID_SUBTRACT(@@global.gtid_executed, '" + set + "'), "
                + "GTID_SUBTRACT('" + set + "', @@global.gtid_executed)").get(0);
    }

    private CanalHome group() {
        MySqlServer v57 = started(MySqlServer.of(ServerVersion.V57).gtid());
        MySqlServer v80 = started(MySqlServer.of(ServerVersion.V80).gtid());
        servers.put("by57", v57);
        servers.put("by80", v80);
        servers.put("beside57", v57);
        servers.put("beside80", v80);
        prepareLoad(servers);
        return home(new GroupProperties().set("canal.instance.gtidon", "true")
                .source("by57", v57.address(), "filter.regex", "by57\\..*", "parser.parallel", "true")
                .source("by80", v80.address(), "filter.regex", "by80\\..*", "parser.parallel", "false")
                .source("beside57", v57.address(), "filter.regex", "beside57\\..*", "gtidon", "auto",
                        "parser.parallel", "false")
                .source("beside80", v80.address(), "filter.regex", "beside80\\..*", "gtidon", "auto",
                        "parser.parallel", "true"));
    }
}
