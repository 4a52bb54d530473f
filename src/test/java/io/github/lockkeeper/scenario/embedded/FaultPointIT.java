package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.testkit.net.TcpProxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A move of a source is interrupted at each of its points. */
class FaultPointIT extends HealScenario {

    private TcpProxy address;

    @BeforeEach
    void proxy() {
        address = TcpProxy.to(orders.port());
    }

    @AfterEach
    void closeProxy() {
        address.close();
    }

    /** Rows 6 to 10 are lost, rows 11 to 15 are there. */
    private void purgeWhileDown() {
        host.sources(address.address(), "").set("canal.instance.group.names", "orders");
        address.route(() -> orders.port());
        deliver(orders, "shop1.t", 1, 5);
        host.stop();
        insert(orders, "shop1.t", 6, 10);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 11, 15);
        orders.purgeTo("mysql-bin.000002");
    }

    @ParameterizedTest(name = "{0}, GTIDs off")
    @EnumSource(PowerCut.Point.class)
    @DisplayName("r: the process ends at each point of a move: one entry that says all that is lost, no silent move")
    void byPosition(PowerCut.Point point) {
        orders = plain();
        Gap gap = cutAndStartAgain(point);
        assertThat(gap.decision().from().offset().orElseThrow().coordinates().file()).hasToString("mysql-bin.000001");
        assertThat(gap.decision().missing().lastFile().orElseThrow()).hasToString("mysql-bin.000001");
    }

    @ParameterizedTest(name = "{0}, gtidon=true")
    @EnumSource(value = PowerCut.Point.class, names = {"BEFORE_DUMP", "AFTER_CURSOR", "BEFORE_CONFIRMED"})
    @DisplayName("r: the same by GTID")
    void byGtid(PowerCut.Point point) {
        host.set("canal.instance.gtidon", "true");
        Gap gap = cutAndStartAgain(point);
        assertThat(gap.decision().missing().gtids().orElseThrow()).endsWith(":4");
    }

    @ParameterizedTest(name = "gtidon={0}")
    @CsvSource({"false", "auto", "true"})
    @DisplayName("r, s: the process ends before a move is confirmed, then a second purge: neither loss hides the other")
    void secondPurgeAfterTheEnd(String gtidon) {
        host.set("canal.instance.gtidon", gtidon);
        runUntilCut(PowerCut.Point.BEFORE_CONFIRMED);
        insert(orders, "shop1.t", 16, 20);
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 21, 25);
        orders.purgeTo("mysql-bin.000003");
        host.preparing(manager -> { }).start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 21, 25));
        awaitDurableEnd(ORDERS, orders);
        awaitConfirmed(ORDERS, GapKind.GAP);
        String missing = gaps(ORDERS).stream().filter(gap -> gap.decision().kind() == GapKind.GAP)
                .map(gap -> gap.decision().missing().toString()).collect(Collectors.joining(" "));
        assertThat(missing).as("what the entries say is missing").contains(gtidon.equals("false")
                ? List.of("mysql-bin.000001", "mysql-bin.000002") : List.of(":4'", "6'"));
    }

    private Gap cutAndStartAgain(PowerCut.Point point) {
        EmbeddedClient first = runUntilCut(point);
        insert(orders, "shop1.t", 16, 20);
        host.preparing(manager -> { }).start();
        EmbeddedClient second = client();
        second.drainUntil(() -> second.held().containsAll(inserts("shop1.t", 16, 20)));
        Set<String> held = new LinkedHashSet<>(first.held());
        held.addAll(second.held());
        assertThat(held).containsExactlyElementsOf(inserts("shop1.t", 11, 20));
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        awaitDurableEnd(ORDERS, orders);
        assertThat(gaps(ORDERS)).as("entries: the start and the gap").hasSize(2);
        return gap;
    }

    private EmbeddedClient runUntilCut(PowerCut.Point point) {
        purgeWhileDown();
        PowerCut power = new PowerCut(dataDir.resolve(EmbeddedHost.DESTINATION), ORDERS, point);
        address.route(() -> {
            if (power.isDecided()) {
                power.reached(PowerCut.Point.BEFORE_DUMP);
            }
            return orders.port();
        });
        host.preparing(power::install).start();
        EmbeddedClient client = client().drainUntil(power::isCut);
        host.stop();
        address.route(() -> orders.port());
        return client;
    }

    @ParameterizedTest(name = "gtids={0} gtidon={1}")
    @CsvSource({"false,auto", "true,true"})
    @DisplayName("s: a second purge between the decision and the first event: the same entry, widened")
    void secondPurge(boolean gtids, String gtidon) {
        host.set("canal.instance.gtidon", gtidon);
        orders = gtids ? orders : plain();
        purgeWhileDown();
        orders.execute("FLUSH LOGS");
        insert(orders, "shop1.t", 16, 20);
        PowerCut watched = new PowerCut(dataDir.resolve(EmbeddedHost.DESTINATION), ORDERS, null);
        AtomicBoolean purged = new AtomicBoolean();
        address.route(() -> {
            if (watched.isDecided() && purged.compareAndSet(false, true)) {
                orders.purgeTo("mysql-bin.000003");
            }
            return orders.port();
        });
        host.preparing(watched::install).start();
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop1.t", 16, 20));
        Gap gap = awaitConfirmed(ORDERS, GapKind.GAP);
        assertThat(gap.revisions()).as("what was decided before the second purge").hasSize(1);
        if (gtids) {
            assertThat(gap.decision().missing().gtids().orElseThrow()).endsWith(":4-5");
        } else {
            assertThat(gap.decision().missing().firstFile().orElseThrow()).hasToString("mysql-bin.000001");
            assertThat(gap.decision().missing().lastFile().orElseThrow()).hasToString("mysql-bin.000002");
        }
        assertThat(gaps(ORDERS)).as("entries: the start and the gap").hasSize(2);
        awaitDurableEnd(ORDERS, orders);
    }
}
