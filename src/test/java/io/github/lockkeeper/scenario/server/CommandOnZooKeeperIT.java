package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.persistence.zookeeper.ZooKeeperCursorStore;
import io.github.lockkeeper.persistence.zookeeper.ZooKeeperPlace;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code bin/lockkeeper} in a whole Canal home whose {@code canal.properties} names a ZooKeeper. */
class CommandOnZooKeeperIT {
    private static final String PLACE = "/otter/canal/lockkeeper/example/";
    private static final int CONNECT_SECONDS = 15;

    private final CanalHome home = CanalHome.create().unpack(KitPaths.archive());
    private final Path script = home.dir().resolve("bin/lockkeeper");

    @Test
    @DisplayName("it shows what is kept there, and prints nothing but that, however the home's own logs are configured")
    void shows() throws Exception {
        try (TestingServer zooKeeper = new TestingServer(true); ZooKeeperCursorStore store = new ZooKeeperCursorStore(
                new ZooKeeperPlace(zooKeeper.getConnectString(), "", ""), "example", () -> null)) {
            CursorClaim claim = store.claim();
            claim.save(CursorRecords.advanced(claim.record(), 3));
            GapJournal journal = store.journal();
            journal.open();
            journal.append(GapSamples.ORDERS, GapSamples.full());
            home.set("canal.zkServers", zooKeeper.getConnectString());
            String title = "destination example, ZooKeeper " + zooKeeper.getConnectString() + PLACE;

            CommandProcess positions = CommandProcess.run(script, "positions");
            assertThat(positions.err()).isEmpty();
            assertThat(positions.exitCode()).isZero();
            assertThat(positions.out()).startsWith(title + "cursor\nSOURCE ").contains("mysql-bin.000123:4003");
            assertThat(CommandProcess.run(script, "positions", "example", "--json")).isEqualTo(new CommandProcess(
                    0, new String(GroupCursorJson.write(claim.record()), StandardCharsets.UTF_8), ""));
            CommandProcess gaps = CommandProcess.run(script, "gaps");
            assertThat(gaps.err()).isEmpty();
            assertThat(gaps.out()).startsWith(title + "gaps\nID ").contains("UNCONFIRMED");
        }
    }

    @Test
    @DisplayName("a ZooKeeper that is away is one line, after one wait for all destinations")
    void away() {
        String nobody = "127.0.0.1:" + Ports.free();
        home.set("canal.zkServers", nobody).destination("a", Map.of()).destination("b", Map.of());
        Instant start = Instant.now();

        CommandProcess run = CommandProcess.run(script, "positions");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2L * CONNECT_SECONDS));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).startsWith("lockkeeper: ZooKeeper " + nobody + " cannot be read: ")
                .contains("no connection within", "canal.zkServers");
    }
}
