package io.github.lockkeeper.demo;

import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.testkit.load.LedgerEntry;
import java.util.List;
import java.util.Set;

/**
 * What a source has purged that nobody had read: by the server's own count, and by that of the load. Nothing else was
 * written to it meanwhile, so that both are the same transactions.
 */
record Purge(String source, List<String> files, GtidSet gtids, Set<LedgerEntry> changes) {

    static final Purge NONE = new Purge("", List.of(), GtidSet.EMPTY, Set.of());

    boolean took(LedgerEntry change) {
        return changes.contains(change);
    }
}
