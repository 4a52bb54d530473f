package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.host.StockTemplate;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.CanalConsumer;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * One source cannot be reached for longer than the host's fallback interval while the others go on, and the server is
 * killed in the middle of it. No binlog is missing, so no row may be. Stock is beside it, on the same servers, at the
 * same time: it starts the source by the time of the last acknowledged event of any source, and loses what lies before.
 */
class CutOffSourceIT extends ServerScenario {

    private static final String CUT = "orders";
    private static final List<String> OTHERS = List.of("trades", "deals", "positions");
    private static final int FALLBACK_SECONDS = 5;
    private static final int CUT_SECONDS = 3 * FALLBACK_SECONDS;

    private TcpProxy proxy;
    private CanalServer stock;
    private CanalConsumer stockClient;

    @Test
    @DisplayName("a source cut off for longer than the fallback interval, over a restart: all its rows arrive")
    void cutOff() {
        startBoth();
        KillReport report = new KillReport("CutOffSourceIT", client);
        load.start(LoadPlan.steady(20));
        load.sources().forEach(source -> awaitHeldSince(source.name(), Instant.EPOCH));

        proxy.cut();
        Instant cut = Instant.now();
        awaitThat("the cut to outlast the fallback interval", () -> Instant.now().isAfter(cut.plusSeconds(CUT_SECONDS)));
        OTHERS.forEach(other -> awaitHeldSince(other, cut.plusSeconds(CUT_SECONDS)));
        // What was on its way when the cut came may have arrived.
        assertThat(heldSince(client, CUT, cut.plusSeconds(1))).as("rows of the source that is cut off").isFalse();
        assertThat(canal.log(DESTINATION)).contains("source=orders state=RETRYING before=STREAMING fault=CONNECTION");
        canal.kill9();
        report.lost("kill -9 during the cut");
        stock.kill9();
        canal.restart();
        stock.restart();
        Instant restarted = Instant.now();
        OTHERS.forEach(other -> awaitHeldSince(other, restarted));

        proxy.restore();
        Instant restored = Instant.now();
        awaitHeldSince(CUT, restored);
        awaitThat("stock to follow the source again", () -> heldSince(stockClient, CUT, restored));
        load.stop();
        verifyUndisturbed();
        report.end();
        report.assertWithinTheFlushPeriod();
        assertStockLost();
    }

    private void startBoth() {
        Map<String, MySqlServer> servers = new LinkedHashMap<>();
        servers.put(CUT, started(MySqlServer.of(ServerVersion.V57)));
        servers.put("trades", started(MySqlServer.of(ServerVersion.V57).gtid()));
        servers.put("deals", started(MySqlServer.of(ServerVersion.V57)));
        servers.put("positions", started(MySqlServer.of(ServerVersion.V80).gtid()));
        proxy = opened(TcpProxy.to(servers.get(CUT).port()));
        prepareLoad(servers);
        GroupProperties group = new GroupProperties()
                .set("canal.instance.fallbackIntervalInSeconds", Integer.toString(FALLBACK_SECONDS));
        servers.forEach((name, server) -> group.source(name, name.equals(CUT) ? proxy.address() : server.address()));
        startCanal(home(group), servers.size());
        startClient(busyClient(2));
        startStock(group);
    }

    private void startStock(GroupProperties group) {
        CanalHome home = CanalHome.create().useStock(StockTemplate.group(group.sources(), StockTemplate.Cursor.FILE))
                .destination(DESTINATION, group.all());
        stock = opened(CanalServer.start(home));
        awaitStockStreams(stock, group.sources());
        stockClient = opened(CanalConsumer.start(stock.address(), DESTINATION, ConsumerOptions.plain()));
    }

    private void assertStockLost() {
        stockClient.close();
        Verdict verdict = Oracle.judge(load, stockClient.record());
        System.out.println("CutOffSourceIT: stock on the same servers: " + verdict.report());
        assertThat(verdict.lostBySource()).as("what stock loses").containsKey(CUT);
    }
}
