package io.github.lockkeeper.cursor.history;

import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.position.BinlogOffset;
import java.util.List;
import java.util.Optional;

/** A store with a tracker in it, as the histories drive it. */
public interface Rig {

    /** What a put came to. */
    enum Put { TAKEN, FULL, REFUSED }

    /**
     * What a client was handed out.
     *
     * @param handle what the store needs for the acknowledgement
     */
    record Batch(List<Sent> events, Object handle) {
    }

    CursorTracker tracker();

    Put put(DumpAttempt attempt, List<Sent> events, Optional<BinlogOffset> boundary);

    /** @return empty if there is nothing to get */
    Optional<Batch> get(int size);

    /** @return whether the store took it */
    boolean acknowledge(Batch batch);

    void rollback();

    /** Stops the store and starts it again. */
    void restart();
}
