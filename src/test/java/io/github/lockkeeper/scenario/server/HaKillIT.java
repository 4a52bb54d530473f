package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.load.LoadPlan;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two servers: the one that runs the group is killed, the other takes over, the killed one comes back and stands by. */
class HaKillIT extends HaScenario {

    private static final int KILLS = 10;
    private static final int MOST_CHANGES_BETWEEN_KILLS = 600;

    @Test
    @DisplayName("two servers, four sources, the active one killed ten times under load: nothing lost, no cursor goes back")
    void tenKills() {
        long seed = Long.getLong("lockkeeper.seed", System.nanoTime());
        System.out.println("HaKillIT: seed " + seed + " (-Dlockkeeper.seed=" + seed + ")");
        Random random = new Random(seed);
        startPair(fourSourcesOnTwoServers(), home -> home);
        startClusterClient(busyClient(seed));
        load.start(LoadPlan.mixed(Integer.MAX_VALUE).withRate(5).withBig(150, 2500).withAlterAfter(100).withSeed(seed));
        for (int kill = 1; kill <= KILLS; kill++) {
            awaitMoreHeld(random.nextInt(MOST_CHANGES_BETWEEN_KILLS));
            HaMember killed = active();
            killed.server().kill9();
            awaitActive(other(killed));
            killed.server().restartBeside();
        }
        load.stop();
        assertNothingLost();
        assertThat(client.record().ddls()).as("the ALTERs arrived").hasSizeGreaterThanOrEqualTo(4);
    }
}
