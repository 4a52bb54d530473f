package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import io.github.lockkeeper.testkit.zookeeper.ZooKeeperServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ZooKeeper is restarted, is away for longer than a session, and cannot be reached by the server that runs the group. */
class HaZooKeeperAwayIT extends HaScenario {

    private static final Duration AWAY = Duration.ofMinutes(2);

    @Test
    @DisplayName("ZooKeeper restarted, and away: progress is kept and written after; cut off from the owner: the other takes over")
    void restartedAwayAndCutOff() {
        startPair(fourSourcesOnTwoServers(), home -> home);
        startClusterClient(ConsumerOptions.plain());
        load.start(LoadPlan.steady(10));
        awaitMoreHeld(200);

        zooKeeper.kill();
        zooKeeper.restart();
        awaitRecordMoves();
        assertThat(isActive(a)).as("A runs the group after the restart").isTrue();

        zooKeeper.kill();
        awaitPassed(AWAY);
        assertThat(a.server().log(DESTINATION)).contains("it is not certain that this server still runs the destination");
        int held = client.record().heldCount();
        awaitPassed(ZooKeeperServer.SESSION);
        assertThat(client.record().heldCount()).as("held while it is not certain who runs the group").isEqualTo(held);
        assertThat(watch.stepsBack()).isEmpty();
        zooKeeper.restart();
        awaitRecordMoves();
        awaitMoreHeld(200);
        assertThat(isActive(a)).as("A runs the group after the outage").isTrue();
        assertThat(client.record().duplicates().acknowledged() + client.record().duplicates().replayed())
                .as("acknowledged changes sent again by an outage of ZooKeeper").isZero();

        a.line().cut();
        awaitActive(b);
        // The client does not ask ZooKeeper before A sends it away.
        awaitMoreHeld(200);
        a.line().restore();
        awaitThat("A to be fenced", () -> a.server().log(DESTINATION).contains("state=FENCED"));
        awaitMoreHeld(200);
        load.stop();
        assertNothingLost();
    }

    /** What clients acknowledge reaches ZooKeeper. */
    private void awaitRecordMoves() {
        awaitThat("ZooKeeper to answer", () -> stored().isPresent());
        GroupCursor before = stored().orElseThrow();
        awaitThat("the record to move", () -> stored().filter(now -> !now.sources().equals(before.sources())).isPresent());
    }

    private void awaitPassed(Duration time) {
        Instant end = Instant.now().plus(time);
        awaitThat(time + " to pass", () -> Instant.now().isAfter(end));
    }
}
