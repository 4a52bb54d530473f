package io.github.lockkeeper.testkit.stream;

import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table that a consumer would have: acknowledged changes applied in the order of their acknowledgement. */
final class HeldRows {

    private final Map<RowKey, RowChange> last = new HashMap<>();
    private final Map<RowKey, Long> highestRank = new HashMap<>();
    private final List<String> disorder = new ArrayList<>();

    /** A change that was not held before must be later than all held ones of its key. */
    void apply(RowEvent event, boolean first) {
        RowChange change = event.change();
        long highest = highestRank.getOrDefault(change.key(), Long.MIN_VALUE);
        if (first && change.rank() < highest) {
            disorder.add(event + " came after rank " + highest);
        }
        highestRank.merge(change.key(), change.rank(), Math::max);
        last.put(change.key(), change);
    }

    List<String> disorder() {
        return List.copyOf(disorder);
    }

    /** The versions of the rows that exist. */
    Map<RowKey, Long> state() {
        Map<RowKey, Long> state = new HashMap<>();
        last.forEach((key, change) -> {
            if (change.kind() != RowChange.Kind.DELETE) {
                state.put(key, change.version());
            }
        });
        return state;
    }
}
