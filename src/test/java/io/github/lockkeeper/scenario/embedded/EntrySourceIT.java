package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.protocol.CanalEntry;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code canal.instance.group.entry.source}: which source is this row from? */
class EntrySourceIT extends EmbeddedScenario {

    @ParameterizedTest(name = "raw={0} on={1}")
    @CsvSource({"true,true", "false,true", "true,false", "false,false"})
    @DisplayName("each row's entry tells its source, whole and once; off, it does not")
    void rowsTellTheirSource(boolean raw, boolean on) {
        host.set("canal.instance.memory.rawEntry", String.valueOf(raw))
                .set("canal.instance.group.entry.source", String.valueOf(on)).start();
        insert(orders, "shop1.t", 1, 20);
        insert(trades, "shop2.t", 1, 20);
        EmbeddedClient client = client().drainUntilHeld(40);
        assertThat(client.held()).containsAll(inserts("shop1.t", 1, 20)).containsAll(inserts("shop2.t", 1, 20));
        for (CanalEntry.Entry entry : client.entries()) {
            if (entry.getEntryType() == CanalEntry.EntryType.ROWDATA) {
                String expected = entry.getHeader().getSchemaName().equals("shop1") ? "orders" : "trades";
                assertThat(sources(entry)).isEqualTo(on ? List.of(expected) : List.of());
                assertThat(entry.getHeader().getLogfileName()).startsWith("mysql-bin.");
                assertThat(entry.getStoreValue().isEmpty()).isFalse();
            }
        }
        awaitDurableEnd(ORDERS, orders);
    }

    private static List<String> sources(CanalEntry.Entry entry) {
        return entry.getHeader().getPropsList().stream().filter(pair -> pair.getKey().equals("source"))
                .map(CanalEntry.Pair::getValue).collect(Collectors.toList());
    }
}
