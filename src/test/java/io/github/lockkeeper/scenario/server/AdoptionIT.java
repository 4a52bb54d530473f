package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.host.StockTemplate;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.process.TextFiles;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From a stock template to the plugin and back: the cursor that is there is used, and rows written in between arrive. */
class AdoptionIT extends ServerScenario {

    private static final int ROWS_OF_A_BATCH = 100;

    @Test
    @DisplayName("a stock group: the source of its one cursor resumes exactly, the other by its time; no row is lost")
    void stockGroup() {
        Map<String, MySqlServer> servers = new LinkedHashMap<>();
        servers.put("orders", started(MySqlServer.of(ServerVersion.V57)));
        servers.put("trades", started(MySqlServer.of(ServerVersion.V80).gtid()));
        GroupProperties group = new GroupProperties();
        servers.forEach((name, server) -> group.source(name, server.address()));
        CanalHome home = CanalHome.create().useStock(StockTemplate.group(2, StockTemplate.Cursor.FILE))
                .destination(DESTINATION, stockKeys(group));
        streamAndStop(home, servers);
        writeWhileStopped();
        home.installPlugin().destination(DESTINATION, group.all());
        canal = opened(CanalServer.start(home));
        assertThat(Oracle.awaitComplete(load, client, BOUND)).as("all rows, also those written in between").isTrue();
        Oracle.judge(load, client.record()).assertClean();
        assertThat(canal.log(DESTINATION)).contains("adopts Canal's own cursor")
                .contains("certainty=EXACT").contains("certainty=POSSIBLE");
        assertThat(TextFiles.text(home.conf().resolve(DESTINATION).resolve("group-gaps.jsonl")))
                .contains("ADOPTED").contains("POSSIBLE").contains("EXACT");
        // Another start has cursors of its own: nothing is adopted again.
        canal.stop();
        writeWhileStopped();
        canal.restart();
        assertThat(Oracle.awaitComplete(load, client, BOUND)).as("all rows after a restart").isTrue();
        assertThat(canal.log(DESTINATION)).doesNotContain("adopts Canal's own cursor");
    }

    @Test
    @DisplayName("a single source to the plugin and back to its stock template: nothing lost either way")
    void thereAndBack() {
        Map<String, MySqlServer> servers = new LinkedHashMap<>();
        servers.put("orders", started(MySqlServer.of(ServerVersion.V57)));
        Map<String, String> plain = stockKeys(new GroupProperties());
        plain.put("canal.instance.master.address", servers.get("orders").address());
        CanalHome home = CanalHome.create().useStock(StockTemplate.single(StockTemplate.Cursor.FILE))
                .destination(DESTINATION, plain);
        streamAndStop(home, servers);
        writeWhileStopped();
        home.installPlugin();
        canal = opened(CanalServer.start(home));
        assertThat(Oracle.awaitComplete(load, client, BOUND)).as("with the plugin").isTrue();
        // The host's orderly stop may cut off the last acknowledgement, and its cursor may stand at a BEGIN.
        assertThat(client.record().duplicates().acknowledged()).as("acknowledged rows that come again")
                .isLessThan(ROWS_OF_A_BATCH);
        canal.stop();
        writeWhileStopped();
        home.useStock(StockTemplate.single(StockTemplate.Cursor.FILE));
        canal = opened(CanalServer.start(home));
        assertThat(Oracle.awaitComplete(load, client, BOUND)).as("back on the stock template").isTrue();
        Oracle.judge(load, client.record()).assertClean();
    }

    /** Keys that a stock template knows: those of ours would mean nothing there. */
    private static Map<String, String> stockKeys(GroupProperties group) {
        Map<String, String> keys = new LinkedHashMap<>(group.all());
        keys.keySet().removeIf(key -> key.startsWith("canal.instance.group."));
        return keys;
    }

    private void streamAndStop(CanalHome home, Map<String, MySqlServer> servers) {
        prepareLoad(servers);
        canal = opened(CanalServer.start(home));
        awaitStockStreams(canal, servers.size());
        startClient(ConsumerOptions.plain().withBatchSize(100).withoutTransactionCheck());
        load.start(LoadPlan.calm(60)).awaitEnd(BOUND);
        assertThat(Oracle.awaitComplete(load, client, BOUND)).as("all rows through the stock template").isTrue();
        awaitHostsCursor(home);
        canal.stop();
    }

    /** The host writes its cursor every second, and not at its stop: without one it would start at the newest position. */
    private static void awaitHostsCursor(CanalHome home) {
        Path file = home.conf().resolve(DESTINATION).resolve("meta.dat");
        String[] last = {""};
        await("a cursor of the host that moves no more").atMost(BOUND).during(Duration.ofSeconds(3))
                .pollInterval(Duration.ofMillis(100)).until(() -> {
                    String before = last[0];
                    last[0] = TextFiles.text(file);
                    return before.equals(last[0]) && before.contains("journalName");
                });
    }

    private void writeWhileStopped() {
        load.start(LoadPlan.calm(40)).awaitEnd(BOUND);
    }
}
