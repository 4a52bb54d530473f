package io.github.lockkeeper.cursor;

import io.github.lockkeeper.cursor.history.Rig;
import io.github.lockkeeper.cursor.history.Sent;
import io.github.lockkeeper.position.BinlogOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tracker behind a store that is a list: nothing of the host's. */
final class TrackerRig implements Rig {

    private final CursorTracker tracker = new CursorTracker();
    private final List<Sent> events = new ArrayList<>();
    private int handedOut;
    private int acknowledged;

    TrackerRig() {
        tracker.startGeneration();
    }

    @Override
    public CursorTracker tracker() {
        return tracker;
    }

    @Override
    public Put put(DumpAttempt attempt, List<Sent> put, Optional<BinlogOffset> boundary) {
        if (!tracker.admit(attempt)) {
            return Put.REFUSED;
        }
        if (!put.isEmpty()) {
            events.addAll(put);
            tracker.put(attempt, events.size() - 1L);
        }
        boundary.ifPresent(offset -> tracker.boundary(attempt, offset));
        return Put.TAKEN;
    }

    @Override
    public Optional<Batch> get(int size) {
        int from = handedOut;
        handedOut = Math.min(events.size(), handedOut + size);
        return from == handedOut ? Optional.empty()
                : Optional.of(new Batch(List.copyOf(events.subList(from, handedOut)), handedOut));
    }

    @Override
    public boolean acknowledge(Batch batch) {
        int end = (Integer) batch.handle();
        if (end > handedOut || end <= acknowledged) {
            return false;
        }
        acknowledged = end;
        tracker.acknowledged(end - 1L);
        return true;
    }

    @Override
    public void rollback() {
        handedOut = acknowledged;
    }

    @Override
    public void restart() {
        tracker.endGeneration();
        events.clear();
        handedOut = 0;
        acknowledged = 0;
        tracker.startGeneration();
    }
}
