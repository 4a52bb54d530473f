package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.load.LoadSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The server that runs the group stands still for longer than its session, wakes when another runs the group, and has
 * progress in its memory that it would write.
 */
class HaFrozenIT extends HaScenario {

    /** Longer than any server here has been frozen when it writes: what was acknowledged before is still unwritten. */
    private static final int FLUSH_MILLIS = 5_000;
    private static final String HEARTBEAT = "CREATE TABLE test_canal_heartbeat.beats (n BIGINT AUTO_INCREMENT PRIMARY KEY, "
            + "server INT NOT NULL, at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3))";

    @Test
    @DisplayName("A frozen, B takes over, A thawed: its write is refused and it stops; B killed: A goes on from B's cursor")
    void frozenThawedAndBack() {
        startPair(withHeartbeats(fourSourcesOnTwoServers()), home -> beating(slowFlushes(home)));
        startClusterClient(busyClient(5));
        load.start(LoadPlan.steady(10));
        awaitHeartbeats(a);
        awaitUnwrittenProgress();

        a.server().freeze();
        awaitActive(b);
        awaitMoreHeld(100);
        awaitHeartbeats(b);
        String beats = lastBeat(a);
        a.server().thaw();
        awaitThat("A to be fenced", () -> a.server().log(DESTINATION).contains("the destination is stopped on this server"));
        assertThat(a.server().log(DESTINATION)).as("the zombie's write").contains("was claimed by another server in epoch");
        assertThat(a.server().log(DESTINATION)).contains("state=FENCED");
        awaitMoreHeld(100);
        awaitHeartbeats(b);
        assertThat(lastBeat(a)).as("heartbeats of the server that lost").isEqualTo(beats);

        b.server().kill9();
        awaitThat("the group at A again", () -> isActive(a));
        awaitMoreHeld(100);
        awaitHeartbeats(a);
        load.stop();
        assertNothingLost();
    }

    @Test
    @DisplayName("the same without the fence: A's write sets the cursor back behind what B has written")
    void withoutTheFence() {
        startPair(fourSourcesOnTwoServers().set("canal.instance.group.cursor.store", "memory"),
                home -> withoutFence(slowFlushes(home)));
        startClusterClient(busyClient(6));
        load.start(LoadPlan.steady(10));
        awaitUnwrittenProgress();

        a.server().freeze();
        awaitActive(b);
        awaitUnwrittenProgress();
        a.server().thaw();
        awaitThat("a cursor to go back", () -> watch.stepsBack().stream()
                .anyMatch(step -> SOURCES.stream().anyMatch(step::startsWith)));
        System.out.println("HaFrozenIT: without the fence went back: " + watch.stepsBack());
    }

    /** A copy of the template whose store in memory is one that writes to ZooKeeper, and never looks. */
    private static CanalHome withoutFence(CanalHome home) {
        return TemplateCopy.install(home, UnfencedCursorStore.class, template -> template.replace(
                "class=\"io.github.lockkeeper.persistence.memory.MemoryCursorStore\" lazy-init=\"true\"/>",
                "class=\"" + UnfencedCursorStore.class.getName() + "\" lazy-init=\"true\">"
                        + "<constructor-arg index=\"0\" value=\"${canal.zkServers}\"/>"
                        + "<constructor-arg index=\"1\" value=\"${canal.instance.destination}\"/></bean>"));
    }

    private static CanalHome slowFlushes(CanalHome home) {
        return home.set("canal.zookeeper.flush.period", Integer.toString(FLUSH_MILLIS))
                .set("canal.file.flush.period", Integer.toString(FLUSH_MILLIS));
    }

    /** Each server writes its own port, so that one can tell whose heartbeat it is. */
    private static CanalHome beating(CanalHome home) {
        return home.set("canal.instance.detecting.enable", "true")
                .set("canal.instance.detecting.interval.time", "1")
                .set("canal.instance.detecting.sql",
                        "insert into test_canal_heartbeat.beats (server) values (" + home.port() + ")");
    }

    private GroupProperties withHeartbeats(GroupProperties group) {
        load.sources().stream().map(LoadSource::server).distinct().forEach(server -> server.execute(
                "CREATE DATABASE test_canal_heartbeat", HEARTBEAT,
                "GRANT INSERT ON test_canal_heartbeat.* TO 'canal'@'%'"));
        return group;
    }

    /** Clients have acknowledged what is in no record yet: a flush has just been, and more was acknowledged since. */
    private void awaitUnwrittenProgress() {
        GroupCursor written;
        do {
            GroupCursor before = stored().orElseThrow();
            awaitThat("a flush", () -> !stored().orElseThrow().sources().equals(before.sources()));
            written = stored().orElseThrow();
            awaitMoreHeld(60);
        } while (!stored().orElseThrow().sources().equals(written.sources()));
    }

    /** Waits until that server writes heartbeats to every source's server. */
    private void awaitHeartbeats(HaMember member) {
        List<String> before = beats(member);
        awaitThat("heartbeats of " + member, () -> {
            List<String> now = beats(member);
            return IntStream.range(0, now.size()).noneMatch(i -> now.get(i).equals(before.get(i)));
        });
    }

    private String lastBeat(HaMember member) {
        return String.join(",", beats(member));
    }

    /** The last heartbeat of that server, for each of the sources' servers. */
    private List<String> beats(HaMember member) {
        return load.sources().stream().map(LoadSource::server).distinct().map(server -> server.query(
                "SELECT COALESCE(MAX(n), 0) FROM test_canal_heartbeat.beats WHERE server = "
                        + member.server().home().port()).get(0).get(0)).toList();
    }
}
