package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.testkit.server.MySqlServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a live dump does not say: that its server's binlog was reset, or is not written any more. */
class ProbeIT extends HealScenario {

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"V57_GTID", "V57_PLAIN", "V80_GTID", "MARIADB"})
    @DisplayName("u: RESET MASTER under a live dump: REWOUND, from the start of the new log")
    void resetUnderDump(Servers.Kind kind) {
        orders = server(kind);
        host.set("canal.instance.group.probe.interval", "1");
        deliver(orders, "shop1.t", 1, 5);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 6, 10);
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 6, 10)));
        awaitDurableEnd(ORDERS, orders);
        awaitNextSecond(orders);
        orders.execute("RESET MASTER");
        insert(orders, "shop1.t", 11, 15);
        client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 11, 15)));
        Gap gap = awaitConfirmed(ORDERS, GapKind.REWOUND);
        assertThat(gap.decision().policy()).isEqualTo("earliest");
        awaitDurableEnd(ORDERS, orders);
        assertThat(state(0)).isEqualTo(SourceState.STREAMING);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"V57_GTID", "V80_GTID"})
    @DisplayName("a quiet stream is left alone: looks at its server end no attempt")
    void quiet(Servers.Kind kind) {
        orders = server(kind);
        host.set("canal.instance.group.probe.interval", "1");
        deliver(orders, "shop1.t", 1, 5);
        long attempts = host.parser(0).attempts();
        for (int second = 0; second < 4; second++) {
            awaitNextSecond(orders);
            orders.execute("FLUSH LOGS");
        }
        insert(orders, "shop1.t", 6, 10);
        awaitStored(1);
        assertThat(host.parser(0).attempts()).isEqualTo(attempts);
        assertThat(gaps(ORDERS)).allMatch(gap -> gap.decision().kind() == GapKind.START);
    }

    private MySqlServer server(Servers.Kind kind) {
        if (kind == Servers.Kind.V57_GTID) {
            return orders;
        }
        MySqlServer server = kind == Servers.Kind.V80_GTID ? trades : Servers.fresh(kind);
        // Canal 1.1.4 cannot decode every DDL of MariaDB: the binlog is to have none.
        server.execute("CREATE DATABASE IF NOT EXISTS shop1",
                "CREATE TABLE IF NOT EXISTS shop1.t (id INT PRIMARY KEY, v INT)", "RESET MASTER");
        host.sources(server.address(), kind == Servers.Kind.V80_GTID ? orders.address() : trades.address());
        return server;
    }
}
