package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.liveness.SourceState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two sources that have changed places. */
class MixupIT extends HealScenario {

    @ParameterizedTest(name = "gtids={0} gtidon={1}")
    @CsvSource({"true,auto", "true,true", "false,auto"})
    @DisplayName("v: the addresses are swapped: nothing is read from the wrong cursor; swapped back, both go on")
    void swapped(boolean gtids, String gtidon) {
        host.set("canal.instance.gtidon", gtidon);
        orders = gtids ? orders : plain();
        insert(trades, "shop2.t", 1, 5);
        insert(orders, "shop1.t", 1, 5);
        host.start();
        client().drainUntilHeld(10);
        awaitDurableEnd(ORDERS, orders);
        awaitDurableEnd(TRADES, trades);
        host.stop();
        var stood = host.durable().sources();
        insert(orders, "shop1.t", 6, 10);
        insert(trades, "shop2.t", 6, 10);

        host.sources(trades.address(), orders.address()).start();
        awaitState(0, SourceState.HALTED);
        awaitState(1, SourceState.HALTED);
        assertThat(host.parser(0).condition().reason()).contains("SOURCE_MIXUP", "orders", "trades");
        assertThat(host.parser(1).condition().reason()).contains("SOURCE_MIXUP", "orders", "trades");
        assertThat(client().get(100).rows()).isEmpty();
        assertThat(host.durable().sources()).isEqualTo(stood);
        host.stop();

        host.sources(orders.address(), trades.address()).start();
        assertThat(client().drainUntilHeld(10).held()).containsAll(inserts("shop1.t", 6, 10))
                .containsAll(inserts("shop2.t", 6, 10)).hasSize(10);
        assertThat(gaps(ORDERS)).as("entries besides the start").hasSize(1);
        assertThat(gaps(TRADES)).as("entries besides the start").hasSize(1);
    }
}
