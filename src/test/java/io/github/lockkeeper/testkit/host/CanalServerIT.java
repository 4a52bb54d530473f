package io.github.lockkeeper.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A whole server starts, dies, comes back and stops, over one home. */
class CanalServerIT {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    void survives_a_kill_and_a_restart_over_the_same_home() {
        try (MySqlServer mysql = MySqlServer.of(ServerVersion.V57).start()) {
            CanalHome home = CanalHome.create().useStock(StockTemplate.single(StockTemplate.Cursor.FILE))
                    .destination("example", Map.of("canal.instance.master.address", mysql.address()));
            try (CanalServer server = CanalServer.start(home)) {
                awaitPosition(server);
                server.kill9();
                assertThat(server.alive()).isFalse();
                server.restart();
                awaitPosition(server);
                server.stop();
                assertThat(server.alive()).isFalse();
                assertThat(server.log("example")).contains("stop successful");
            }
        }
    }

    @Test
    void keeps_the_history_of_tables_where_a_test_asks_for_it() {
        try (MySqlServer mysql = MySqlServer.of(ServerVersion.V80).start()) {
            mysql.execute("CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)");
            CanalHome home = CanalHome.create().useStock(StockTemplate.single(StockTemplate.Cursor.FILE))
                    .set("canal.instance.tsdb.enable", "true")
                    .destination("example", Map.of("canal.instance.master.address", mysql.address()));
            try (CanalServer server = CanalServer.start(home)) {
                awaitPosition(server);
                assertThat(home.conf().resolve("example/h2.mv.db")).exists();
                assertThat(server.log("example")).doesNotContain("ERROR");
            }
        }
    }

    private static void awaitPosition(CanalServer server) {
        await().atMost(BOUND).until(() -> server.log("example").contains("find start position successfully"));
    }
}
