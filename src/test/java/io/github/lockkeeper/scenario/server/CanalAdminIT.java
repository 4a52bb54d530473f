package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalAdmin;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server without properties of its own: all of them come from canal-admin, and change there. */
class CanalAdminIT extends ServerScenario {

    private static final String ORDERS = "orders";
    private static final String TRADES = "trades";

    private final Map<String, MySqlServer> servers = new LinkedHashMap<>();
    private CanalAdmin admin;
    private CanalHome home;

    @BeforeEach
    void managedHome() {
        admin = opened(CanalAdmin.start());
        home = CanalHome.create().set("canal.auto.scan.interval", "1").set("canal.instance.tsdb.enable", "true")
                .installPlugin().managedBy(admin);
        servers.put(ORDERS, started(MySqlServer.of(ServerVersion.V57).gtid()));
        servers.put(TRADES, started(MySqlServer.of(ServerVersion.V80)));
        prepareLoad(servers);
    }

    @Test
    @DisplayName("a group starts, gets a source more, the server restarts itself and is killed: nothing is lost")
    void changes() {
        home.destination(DESTINATION, group(ORDERS).all());
        startCanal(home, 1);
        startClient(busyClient(1));
        load.start(LoadPlan.steady(20));
        awaitThat("rows of orders", () -> client.record().heldCount() >= 50);

        home.destination(DESTINATION, group(ORDERS, TRADES).all());
        awaitThat("the added source to stream", () -> canal.log(DESTINATION).contains("source=trades state=STREAMING"));
        awaitMoreHeld(100);

        int starts = starts();
        home.set("canal.instance.transaction.size", "512");
        awaitThat("the restart inside the process", () -> starts() > starts);
        awaitMoreHeld(100);

        canal.kill9();
        canal.restart();
        awaitMoreHeld(100);
        load.stop();
        Oracle.verify(load, client, BOUND);
        assertThat(record(home).orElseThrow().sources()).hasSize(2);
        assertThat(home.conf().resolve(DESTINATION).resolve("h2.mv.db")).as("the history of tables").exists();
    }

    @Test
    @DisplayName("a mistake is refused, and canal-admin is named as where it was made; corrected there, it starts")
    void mistakes() {
        GroupProperties mistaken = group(ORDERS).set("canal.instance.group.source.orders.fallbak", "halt");
        home.set("canal.instance.group.alarm.repeet", "60").destination(DESTINATION, mistaken.all());
        canal = opened(CanalServer.launch(home));
        awaitThat("the refusal", () -> home.canalLog().contains("destination 'group' is refused, problems: 2"));
        assertThat(home.canalLog())
                .contains("canal.instance.group.alarm.repeet (from canal-admin) is not a known key")
                .contains("canal.instance.group.source.orders.fallbak (from canal-admin) is not a key that a source")
                .contains("perhaps canal.instance.group.source.orders.fallback was meant");

        home.destination(DESTINATION, group(ORDERS).all());
        awaitThat("the other refusal", () -> home.canalLog().contains("destination 'group' is refused, problems: 1"));
        home.without("canal.instance.group.alarm.repeet");
        awaitThat("the corrected group to stream",
                () -> canal.log(DESTINATION).contains("source=orders state=STREAMING"));
    }

    @Test
    @DisplayName("a destination is taken from the server and given back: it goes on where its cursor stands")
    void takenAway() {
        home.destination(DESTINATION, group(ORDERS).all());
        startCanal(home, 1);
        startClient(busyClient(1));
        load.start(LoadPlan.calm(20), ORDERS).awaitEnd(BOUND);
        awaitAllHeld();
        admin.withoutInstance(DESTINATION);
        awaitThat("the stop", () -> canal.log(DESTINATION).contains("stop successful"));
        load.start(LoadPlan.calm(20), ORDERS).awaitEnd(BOUND);
        home.destination(DESTINATION, group(ORDERS).all());
        awaitAllHeld();
        Oracle.verify(load, client, BOUND);
    }

    private GroupProperties group(String... names) {
        GroupProperties group = new GroupProperties().set("canal.instance.group.start", "earliest");
        for (String name : names) {
            group.source(name, servers.get(name).address(), "filter.regex", name + "\\..*");
        }
        return group;
    }

    private int starts() {
        return canal.log(DESTINATION).split("start successful", -1).length - 1;
    }
}
