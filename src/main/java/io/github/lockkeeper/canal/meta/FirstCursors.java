package io.github.lockkeeper.canal.meta;

import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.GapLedger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The first cursor of each source: journalled, then durable, then dumped from, then confirmed. A crash anywhere in
 * between leaves at most one entry that is not confirmed, and the next decision widens it (I13).
 */
final class FirstCursors {

    private static final String HOST_CURSOR = "hostCursor";
    /** Stays when the cursors are deleted by hand to start sources anew, and goes with the whole record. */
    private static final String BEGUN = "begun";

    private final CursorKeeper keeper;
    private final GapLedger ledger;

    FirstCursors(CursorKeeper keeper, GapLedger ledger) {
        this.keeper = keeper;
        this.ledger = ledger;
    }

    /**
     * Remembers Canal's own cursor if there has never been one of ours: durable until every source has one. Later it
     * is of our own writing, and a source that was deleted from the record would be back where it stood.
     *
     * @param search asked only if there has never been one: Canal 1.1.6 cannot read back what it wrote to ZooKeeper
     */
    void remember(Supplier<Optional<HostCursor>> search) {
        if (!keeper.isNew()) {
            noteBegun();
        } else if (!keeper.note(BEGUN).isPresent()) {
            search.get().ifPresent(cursor -> keeper.note(HOST_CURSOR, cursor.toFields()));
        }
    }

    private void noteBegun() {
        if (!keeper.note(BEGUN).isPresent()) {
            keeper.note(BEGUN, true);
        }
    }

    Optional<HostCursor> hostCursor() {
        return keeper.note(HOST_CURSOR).map(fields -> HostCursor.parse((Map<?, ?>) fields));
    }

    /** @param why where it comes from; its ends and servers are filled in here */
    void begin(SourceName source, SourceCursor start, GapDecision why) {
        ledger.decide(source, why.withTo(GapEnd.of(start.offset()))
                .withServers(ServerIdentity.UNKNOWN, start.identity()));
        fix(source, start);
    }

    /** Makes a first cursor durable that has an entry already. */
    void fix(SourceName source, SourceCursor start) {
        keeper.fix(source, start);
        noteBegun();
        if (keeper.isComplete() && keeper.note(HOST_CURSOR).isPresent()) {
            keeper.note(HOST_CURSOR, null);
        }
    }
}
