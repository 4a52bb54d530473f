package io.github.lockkeeper.canal.sink;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.sink.CanalEventDownStreamHandler;
import com.alibaba.otter.canal.sink.entry.EntryEventSink;
import com.alibaba.otter.canal.store.model.Event;
import io.github.lockkeeper.canal.store.GroupEventStore;
import io.github.lockkeeper.canal.store.GroupEventStore.PutResult;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.position.BinlogOffset;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The sink of one dump attempt. The host's filtering and its throttle of empty transactions work as ever, but per
 * source, since each source has a sink of its own; boundaries reach the store also where the host drops the events.
 *
 * <p>One thread sinks at a time: the parse thread, or in parallel mode the last stage. The host's heartbeat timer
 * calls from a third thread and is let through without effect.
 */
public class AttemptSink extends EntryEventSink {

    private static final int YIELDS = 3;
    private static final long LONGEST_WAIT_NANOS = 10_000_000L;
    private static final long WAIT_STEP_NANOS = 1_000_000L;

    private final GroupEventStore store;
    private final DumpAttempt attempt;
    private final Boundaries boundaries;
    private final Optional<SourceTag> tag;
    private Optional<BinlogOffset> current = Optional.empty();
    private boolean recorded;
    /** Since when it has waited for room, as {@link System#nanoTime}; null while it does not. */
    private volatile Long waitsSince;

    public AttemptSink(GroupEventSink shared, GroupEventStore store, DumpAttempt attempt, Boundaries boundaries) {
        this.store = store;
        this.attempt = attempt;
        this.boundaries = boundaries;
        this.tag = shared.tag(attempt.source());
        setEventStore(store);
        setFilterTransactionEntry(shared.dropsTransactionEntries());
        setFilter(shared.getFilter());
        this.eventsSinkBlockingTime = shared.blockedTime();
    }

    @Override
    public boolean sink(List<CanalEntry.Entry> entries, InetSocketAddress address, String destination)
            throws InterruptedException {
        if (isHostsHeartbeat(entries)) {
            return true;
        }
        current = boundaries.lastIn(entries);
        recorded = false;
        if (!super.sink(entries, address, destination)) {
            return false;
        }
        // The host threw an empty transaction away before the store: its end counts all the same (I3).
        return recorded || !current.isPresent() || record();
    }

    /** Whether the last call brought a boundary to the store. */
    public boolean reachedBoundary() {
        return current.isPresent();
    }

    private boolean record() {
        return store.tryPut(attempt, Collections.emptyList(), current) == PutResult.TAKEN;
    }

    /** Made by a timer of the host, on a thread of its own, without a position. */
    private static boolean isHostsHeartbeat(List<CanalEntry.Entry> entries) {
        return entries.size() == 1
                && entries.get(0).getEntryType() == CanalEntry.EntryType.HEARTBEAT
                && entries.get(0).getHeader().getLogfileName().isEmpty();
    }

    @Override
    @SuppressWarnings("unchecked")
    protected boolean doSink(List<Event> events) {
        List<Event> sunk = events;
        for (CanalEventDownStreamHandler<List<Event>> handler : getHandlers()) {
            sunk = handler.before(sunk);
        }
        if (tag.isPresent()) {
            sunk.forEach(tag.get()::mark);
        }
        if (!putWaiting(sunk)) {
            return false;
        }
        recorded = true;
        for (CanalEventDownStreamHandler<List<Event>> handler : getHandlers()) {
            sunk = handler.after(sunk);
        }
        return true;
    }

    /** How long it has waited for room by now, nanoseconds; 0 while it does not wait. From any thread. */
    public long waitedNanos() {
        Long since = waitsSince;
        return since == null ? 0 : System.nanoTime() - since;
    }

    private boolean putWaiting(List<Event> events) {
        try {
            return putUnlessEnded(events);
        } finally {
            if (waitsSince != null) {
                waitsSince = null;
            }
        }
    }

    /** Waits for room as long as the attempt lives: a consumer that does not take is not an error of the source. */
    private boolean putUnlessEnded(List<Event> events) {
        long blockedSince = 0;
        int tries = 0;
        while (running) {
            PutResult result = store.tryPut(attempt, events, current);
            if (result != PutResult.FULL) {
                countBlocked(blockedSince);
                return result == PutResult.TAKEN;
            }
            long now = System.nanoTime();
            countBlocked(blockedSince);
            blockedSince = now;
            if (waitsSince == null) {
                waitsSince = now;
            }
            pause(++tries);
            if (Thread.interrupted()) {
                return false;
            }
        }
        return false;
    }

    private void countBlocked(long since) {
        if (since != 0) {
            eventsSinkBlockingTime.addAndGet(System.nanoTime() - since);
        }
    }

    private static void pause(int tries) {
        if (tries <= YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(Math.min(LONGEST_WAIT_NANOS, WAIT_STEP_NANOS * tries));
        }
    }
}
