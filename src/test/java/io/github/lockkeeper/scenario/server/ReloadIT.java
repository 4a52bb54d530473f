package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.load.Load;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.CanalConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A destination is reloaded again and again by Canal's own scan of its configuration, and leaves nothing behind. */
class ReloadIT extends ServerScenario {

    private static final String OTHER = "other";
    private static final int RELOADS = 10;
    /** The first ones still load classes and fill pools. */
    private static final int WARM_UP = 2;

    private CanalHome home;
    private Load otherLoad;
    private CanalConsumer otherClient;

    @Test
    @DisplayName("ten reloads of one of two destinations: no row lost, no thread, file, socket or metric more")
    void tenReloads() throws IOException {
        startTwoDestinations();
        load.start(LoadPlan.steady(20));
        otherLoad.start(LoadPlan.steady(20));
        ProcessCensus before = null;
        for (int reload = 1; reload <= RELOADS; reload++) {
            awaitMoreHeld(50);
            reload();
            if (reload == WARM_UP) {
                before = settled();
            }
        }
        awaitMoreHeld(50);
        assertNothingMoreThan(before);
        load.stop();
        otherLoad.stop();
        verifyUndisturbed();
        Oracle.verify(otherLoad, otherClient, BOUND);
        assertThat(otherClient.sessions()).as("sessions at the destination that was left alone").isEqualTo(1);
    }

    /** Threads end a moment after their destination. */
    private void assertNothingMoreThan(ProcessCensus before) {
        assertThat(before.threads().keySet()).anyMatch(name -> name.contains("lockkeeper"));
        assertThat(before.openFiles().keySet()).anyMatch(name -> name.contains("group.lock"));
        assertThat(before.metrics().keySet()).anyMatch(name -> name.contains("\"" + DESTINATION + "\""));
        try {
            awaitThat("no more than before", () -> ProcessCensus.of(canal).moreThan(before).isEmpty());
        } catch (ConditionTimeoutException e) {
            assertThat(ProcessCensus.of(canal).moreThan(before)).as("more after " + RELOADS + " reloads than after "
                    + WARM_UP).isEmpty();
        }
    }

    private ProcessCensus settled() {
        awaitMoreHeld(50);
        return ProcessCensus.of(canal);
    }

    private void startTwoDestinations() {
        MySqlServer orders = started(MySqlServer.of(ServerVersion.V57));
        MySqlServer trades = started(MySqlServer.of(ServerVersion.V80).gtid());
        prepareLoad(Map.of("orders", orders, "trades", trades));
        otherLoad = opened(Load.prepare(Map.of("deals", orders)));
        home = CanalHome.create().installPlugin().set("canal.auto.scan.interval", "1")
                .destination(DESTINATION, new GroupProperties()
                        .source("orders", orders.address(), "filter.regex", "orders\\..*", "tsdb.enable", "true")
                        .source("trades", trades.address(), "parser.parallel", "false").all())
                .destination(OTHER, new GroupProperties()
                        .source("deals", orders.address(), "filter.regex", "deals\\..*", "tsdb.enable", "true").all());
        startCanal(home, 2);
        startClient(busyClient(1));
        otherClient = opened(CanalConsumer.start(canal.address(), OTHER, busyClient(2)));
        awaitThat("both destinations to stream", () -> streams(DESTINATION) == 2 && streams(OTHER) == 1);
    }

    /** As an editor does that saves a file. */
    private void reload() throws IOException {
        int starts = count("start successful");
        int streams = streams(DESTINATION);
        Path properties = home.conf().resolve(DESTINATION).resolve("instance.properties");
        Files.setLastModifiedTime(properties, FileTime.from(Instant.now()));
        awaitThat("the reload", () -> count("start successful") > starts && streams(DESTINATION) >= streams + 2);
    }

    private int streams(String destination) {
        return count(destination, "state=STREAMING before=CONNECTING");
    }

    private int count(String text) {
        return count(DESTINATION, text);
    }

    private int count(String destination, String text) {
        return canal.log(destination).split(text, -1).length - 1;
    }
}
