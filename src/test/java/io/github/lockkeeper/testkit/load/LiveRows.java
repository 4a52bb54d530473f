package io.github.lockkeeper.testkit.load;

import io.github.lockkeeper.testkit.row.RowChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The rows of one table that one writer has committed, to choose the next change from. */
final class LiveRows {

    private final List<Long> ids = new ArrayList<>();
    private final Map<Long, Long> versions = new HashMap<>();
    private final Map<Long, Long> deleted = new HashMap<>();

    /** A row that exists and that the transaction has not touched yet. */
    Optional<Long> any(Random random, Set<Long> untouchable) {
        for (int tries = 0; tries < 5 && !ids.isEmpty(); tries++) {
            long id = ids.get(random.nextInt(ids.size()));
            if (!untouchable.contains(id)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** A row that was deleted and may come back. */
    Optional<Long> anyDeleted(Set<Long> untouchable) {
        return deleted.keySet().stream().filter(id -> !untouchable.contains(id)).findFirst();
    }

    /** The version of a row, also of one that was deleted; 0 for a new one. */
    long version(long id) {
        return versions.getOrDefault(id, deleted.getOrDefault(id, 0L));
    }

    void committed(Collection<RowChange> changes) {
        for (RowChange change : changes) {
            long id = Long.parseLong(change.key().id());
            if (change.kind() == RowChange.Kind.DELETE) {
                remove(id, change.version());
            } else {
                put(id, change.version());
            }
        }
    }

    private void put(long id, long version) {
        deleted.remove(id);
        if (versions.put(id, version) == null) {
            ids.add(id);
        }
    }

    private void remove(long id, long version) {
        int index = ids.indexOf(id);
        int last = ids.size() - 1;
        ids.set(index, ids.get(last));
        ids.remove(last);
        versions.remove(id);
        deleted.put(id, version);
    }
}
