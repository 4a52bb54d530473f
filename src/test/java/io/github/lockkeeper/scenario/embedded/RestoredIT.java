package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.testkit.process.TextFiles;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that was set back to a backup: it is the same server, and its history is another one. */
class RestoredIT extends HealScenario {

    @ParameterizedTest(name = "gtids={0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("f: the data directory replaced by an older copy, then written on: REWOUND, with what was delivered in vain")
    void olderCopy(boolean gtids) throws IOException {
        try (MySqlServer restored = MySqlServer.of(ServerVersion.V57).serverId(573).gtid(gtids).start()) {
            orders = restored;
            orders.execute("CREATE DATABASE shop1", "CREATE TABLE shop1.t (id INT PRIMARY KEY, v INT)");
            host.sources(orders.address(), trades.address());
            insert(orders, "shop1.t", 1, 5);
            Path backup = dataDir.resolve("backup");
            orders.stop();
            copy(orders.dataDir(), backup);
            orders.restart();
            deliver(orders, "shop1.t", 6, 8);
            insert(orders, "shop1.t", 9, 10);
            EmbeddedClient client = client();
            client.drainUntil(() -> client.held().contains("INSERT shop1.t#10"));
            awaitDurableEnd(ORDERS, orders);
            host.stop();

            awaitNextSecond(orders);
            orders.stop();
            TextFiles.deleteTree(orders.dataDir());
            copy(backup, orders.dataDir());
            orders.restart();
            insert(orders, "shop1.t", 101, 105);
            host.start();
            EmbeddedClient later = client();
            later.drainUntil(() -> later.held().contains("INSERT shop1.t#105"));
            assertThat(later.held()).containsAll(inserts("shop1.t", 101, 105));
            Gap gap = awaitConfirmed(ORDERS, GapKind.REWOUND);
            assertThat(gap.decision().certainty()).isEqualTo(Certainty.POSSIBLE);
            // The second of the two transactions that were delivered has a number that was not given again.
            assertThat(gap.decision().surplus().isPresent()).isEqualTo(gtids);
            awaitDurableEnd(ORDERS, orders);
            host.stop();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
