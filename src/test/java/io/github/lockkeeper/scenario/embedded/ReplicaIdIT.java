package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A MariaDB ends the dump of a replica when another one with its id connects: two that insist take turns for ever. */
class ReplicaIdIT extends HealScenario {

    @Test
    @DisplayName("two replicas with the same id: one takes another, both stream, no position moves")
    void sameId() {
        MySqlServer maria = Servers.fresh(Servers.Kind.MARIADB);
        maria.execute("CREATE DATABASE shop1", "CREATE TABLE shop1.t (id INT PRIMARY KEY, v INT)");
        String start = end(maria);
        host.sources(maria.address(), maria.address()).set("canal.instance.mysql.slaveId", "4711")
                .set("canal.instance.group.start", "latest").start();
        awaitDurable(ORDERS, start);
        awaitDurable(TRADES, start);
        EmbeddedClient client = client();
        for (int id = 1; id <= 5; id++) {
            String row = "INSERT shop1.t#" + id;
            insert(maria, "shop1.t", id, id);
            client.drainUntil(() -> Collections.frequency(client.held(), row) == 2);
        }
        long orders = host.parser(0).attempts();
        long trades = host.parser(1).attempts();
        insert(maria, "shop1.t", 6, 10);
        client.drainUntil(() -> client.held().size() == 20);
        assertThat(host.parser(0).attempts()).as("it is settled").isEqualTo(orders);
        assertThat(host.parser(1).attempts()).isEqualTo(trades);
        assertThat(gaps(ORDERS)).allMatch(gap -> gap.decision().kind() == GapKind.START);
    }
}
