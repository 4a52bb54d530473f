package io.github.lockkeeper.canal.store;

import com.alibaba.otter.canal.store.model.BatchMode;
import io.github.lockkeeper.cursor.history.Histories;
import io.github.lockkeeper.cursor.history.Histories.History;
import io.github.lockkeeper.cursor.history.HistoryRun;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The same histories as for the tracker alone, through the host's ring buffer: full rings, batches that end inside
 * transactions, several of them under way, a DDL in a batch of its own.
 */
@Label("The group's store keeps every source's cursor")
class GroupEventStorePropertiesTest {

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    @Label("in batches of so many events")
    void itemSize(@ForAll("histories") History history, @ForAll boolean ddlIsolation, @ForAll boolean raw) {
        HistoryRun.play(history, () -> new StoreRig(BatchMode.ITEMSIZE, ddlIsolation, raw));
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    @Label("in batches of so many bytes")
    void memSize(@ForAll("histories") History history, @ForAll boolean ddlIsolation, @ForAll boolean raw) {
        HistoryRun.play(history, () -> new StoreRig(BatchMode.MEMSIZE, ddlIsolation, raw));
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.any();
    }
}
