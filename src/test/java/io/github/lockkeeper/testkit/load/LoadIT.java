package io.github.lockkeeper.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledger is the truth that everything is judged by: it must not be wrong about a commit that a kill cut off. */
class LoadIT {

    private static final Duration BOUND = Duration.ofMinutes(2);

    @ParameterizedTest
    @EnumSource(ServerVersion.class)
    void the_ledger_fits_the_tables_although_the_server_was_killed_twice(ServerVersion version) {
        try (MySqlServer server = MySqlServer.of(version).gtid().start();
                Load load = Load.prepare(Map.of("shop1", server))) {
            load.start(plan(version));
            for (int kill = 1; kill <= 2; kill++) {
                int before = load.ledger().size();
                await().atMost(BOUND).until(() -> load.ledger().size() > before + 200);
                server.kill();
                server.restart();
            }
            load.awaitEnd(BOUND);
            assertThat(load.ledger().state("shop1")).isEqualTo(load.sources().get(0).state()).isNotEmpty();
            assertThat(load.ledger().size()).isGreaterThan(3000);
            assertIsFoundAgain(version, load);
        }
    }

    /** Not on MariaDB, whose binlogs the decoder does not read from a file. */
    private static void assertIsFoundAgain(ServerVersion version, Load load) {
        if (!version.isMariaDb()) {
            CommitPlaces places = CommitPlaces.of(load);
            assertThat(load.ledger().expected()).as("found again in the binlogs")
                    .allMatch(entry -> places.of(entry.change()).isPresent());
        }
    }

    /** A kill may fall on the ALTER. */
    private static LoadPlan plan(ServerVersion version) {
        LoadPlan plan = LoadPlan.mixed(300).withWriters(4);
        return version.hasAtomicDdl() ? plan : plan.withoutAlter();
    }
}
