package io.github.lockkeeper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.host.StockTemplate;
import io.github.lockkeeper.testkit.load.Load;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.process.TextFiles;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.CanalConsumer;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The kit proves itself on the host without the plugin: where nothing goes wrong nothing is lost, and what stock is
 * known to lose is seen as lost.
 */
class StockHostIT {

    private static final String DESTINATION = "example";
    private static final Duration BOUND = Duration.ofSeconds(60);

    /** Stock's cursor may stand inside a transaction, so that after the kill it sends an END without its BEGIN. */
    @Test
    void a_single_source_streams_all_through_rollbacks_and_a_kill() {
        try (MySqlServer mysql = MySqlServer.of(ServerVersion.V57).start();
                Load load = Load.prepare(Map.of("shop1", mysql))) {
            CanalHome home = CanalHome.create().useStock(StockTemplate.single(StockTemplate.Cursor.FILE))
                    .destination(DESTINATION, Map.of("canal.instance.master.address", mysql.address(),
                            "canal.instance.filter.black.regex", ".*\\.filtered_.*"));
            try (CanalServer canal = CanalServer.start(home); CanalConsumer consumer = CanalConsumer.start(
                    canal.address(), DESTINATION, ConsumerOptions.plain().withBatchSize(50).withRollbacks(0.1, 7)
                            .withoutTransactionCheck())) {
                awaitStreaming(canal, 1);
                load.start(LoadPlan.mixed(450).withRate(150));
                awaitFlushedCursor(home);
                consumer.crash();
                await().atMost(BOUND).until(() -> consumer.sessions() == 2);
                canal.kill9();
                canal.restart();
                load.awaitEnd(BOUND);
                Verdict verdict = Oracle.verify(load, consumer, BOUND);
                assertThat(verdict.expected()).isGreaterThan(1000);
                assertThat(verdict.duplicates().unacknowledged()).isPositive();
            }
        }
    }

    @Test
    void a_group_of_two_sources_streams_all_while_nothing_goes_wrong() {
        try (MySqlServer one = MySqlServer.of(ServerVersion.V57).start();
                MySqlServer two = MySqlServer.of(ServerVersion.V80).start();
                Load load = Load.prepare(Map.of("shop1", one, "shop2", two));
                CanalServer canal = CanalServer.start(group(one, two, StockTemplate.Cursor.MEMORY));
                CanalConsumer consumer = CanalConsumer.start(canal.address(), DESTINATION, ConsumerOptions.plain())) {
            awaitStreaming(canal, 2);
            load.start(LoadPlan.mixed(200)).awaitEnd(BOUND);
            Oracle.verify(load, consumer, BOUND);
        }
    }

    @Test
    void a_client_that_acknowledges_at_once_holds_all_of_mariadb_too() {
        try (MySqlServer mysql = MySqlServer.of(ServerVersion.MARIADB).start();
                Load load = Load.prepare(Map.of("shop1", mysql))) {
            CanalHome home = CanalHome.create().useStock(StockTemplate.single(StockTemplate.Cursor.MEMORY))
                    .destination(DESTINATION, Map.of("canal.instance.master.address", mysql.address(),
                            "canal.instance.filter.black.regex", ".*\\.filtered_.*"));
            try (CanalServer canal = CanalServer.start(home); CanalConsumer consumer = CanalConsumer.start(
                    canal.address(), DESTINATION, ConsumerOptions.plain().withImmediateAck().withoutTransactionCheck())) {
                awaitStreaming(canal, 1);
                load.start(LoadPlan.mixed(100).withoutAlter()).awaitEnd(BOUND);
                Oracle.verify(load, consumer, BOUND);
            }
        }
    }

    @Test
    void the_oracle_sees_what_a_stock_group_loses_over_a_restart() {
        try (MySqlServer one = MySqlServer.of(ServerVersion.V57).start();
                MySqlServer two = MySqlServer.of(ServerVersion.V57).start();
                Load load = Load.prepare(Map.of("shop1", one, "shop2", two));
                CanalServer canal = CanalServer.start(group(one, two, StockTemplate.Cursor.MEMORY));
                CanalConsumer consumer = CanalConsumer.start(canal.address(), DESTINATION, ConsumerOptions.plain())) {
            awaitStreaming(canal, 2);
            load.start(LoadPlan.calm(20)).awaitEnd(BOUND);
            assertThat(Oracle.awaitComplete(load, consumer, BOUND)).isTrue();
            canal.stop();
            load.start(LoadPlan.calm(20)).awaitEnd(BOUND);
            canal.restart();
            awaitStreaming(canal, 2);
            load.start(LoadPlan.calm(20)).awaitEnd(BOUND);
            Oracle.awaitComplete(load, consumer, Duration.ofSeconds(5));
            assertThat(Oracle.judge(load, consumer.record()).lostBySource()).containsOnlyKeys("shop1", "shop2");
        }
    }

    private static CanalHome group(MySqlServer one, MySqlServer two, StockTemplate.Cursor cursor) {
        return CanalHome.create().useStock(StockTemplate.group(2, cursor))
                .destination(DESTINATION, Map.of("canal.instance.master1.address", one.address(),
                        "canal.instance.master2.address", two.address(),
                        "canal.instance.filter.black.regex", ".*\\.filtered_.*"));
    }

    /** Stock that is killed before its first flush starts at the newest position again, and that is a loss. */
    private static void awaitFlushedCursor(CanalHome home) {
        Path cursor = home.conf().resolve(DESTINATION).resolve("meta.dat");
        await().atMost(BOUND).until(() -> TextFiles.text(cursor).contains("journalName"));
    }

    /** Stock starts at the newest position: what is written before it has one is lost, and that is not the kit's point. */
    private static void awaitStreaming(CanalServer canal, int sources) {
        await().atMost(BOUND).until(() ->
                canal.log(DESTINATION).split("find start position successfully", -1).length - 1 >= sources);
    }
}
