package io.github.lockkeeper.cursor;

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
 * The tracker and the keeper against plain lists, over random lives of a group. What is compared after each step stands
 * in {@code HistoryChecks}; above all that no cursor, in memory or durable, ever passes an event that the client does
 * not hold, and that in the end none stays behind.
 */
@Label("The tracker keeps every source's cursor")
class CursorTrackerPropertiesTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @Label("over puts, gets, acks, rollbacks, late calls, failing disks, restarts and crashes")
    void randomHistories(@ForAll("histories") History history) {
        HistoryRun.play(history, TrackerRig::new);
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.any();
    }
}
