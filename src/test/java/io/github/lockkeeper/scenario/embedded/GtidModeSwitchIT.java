package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code gtid_mode} is changed on a server that runs, before a source has read what was written without GTIDs, or with
 * them: the server refuses to send that, also by file and position.
 */
class GtidModeSwitchIT extends HealScenario {

    private MySqlServer server;

    @ParameterizedTest
    @EnumSource(value = ServerVersion.class, names = {"V57", "V80"})
    @DisplayName("on and off again: a fault with its mend, which mends it; no row is lost, nothing moves")
    void onAndOff(ServerVersion version) {
        try (MySqlServer own = MySqlServer.of(version).start()) {
            server = own;
            server.execute("CREATE DATABASE shop1", "CREATE TABLE shop1.t (id INT PRIMARY KEY, v INT)",
                    "SET GLOBAL enforce_gtid_consistency = ON");
            host.sources(server.address(), trades.address());
            deliver(server, "shop1.t", 1, 5);
            unreadOver(6, "OFF_PERMISSIVE", "ON_PERMISSIVE", "ON");
            mend("ON_PERMISSIVE", 6);
            mode("ON");
            insert(server, "shop1.t", 16, 20);
            assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 16, 20));
            unreadOver(21, "ON_PERMISSIVE", "OFF_PERMISSIVE", "OFF");
            mend("OFF_PERMISSIVE", 21);
            assertThat(gaps(ORDERS)).as("entries besides the start").hasSize(1);
            host.stop();
        }
    }

    /** Ten rows, five of them before the mode has changed. */
    private void unreadOver(int first, String... modes) {
        host.stop();
        insert(server, "shop1.t", first, first + 4);
        mode(modes);
        insert(server, "shop1.t", first + 5, first + 9);
        host.start();
        Awaitility.await("the refusal").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20))
                .until(() -> host.parser(0).condition().reason().contains("GTIDS_UNUSABLE"));
        assertThat(host.parser(0).condition().reason()).containsPattern("(?i)cannot replicate (anonymous|gtid-)");
    }

    private void mend(String mode, int first) {
        assertThat(FaultKind.GTIDS_UNUSABLE.remedy()).contains("SET GLOBAL gtid_mode=" + mode);
        mode(mode);
        assertThat(client().drainUntilHeld(10).held()).isEqualTo(inserts("shop1.t", first, first + 9));
    }

    /** One after another: the server takes no two steps at once. */
    private void mode(String... modes) {
        for (String mode : modes) {
            server.execute("SET GLOBAL gtid_mode = " + mode);
        }
    }
}
