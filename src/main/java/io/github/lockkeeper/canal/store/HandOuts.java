package io.github.lockkeeper.canal.store;

import io.github.lockkeeper.cursor.CursorTracker;

/**
 * How far events have left the store, and whether their consumer may still be at work with them though this server has
 * lost the destination. Not thread-safe: guarded by the store's monitor.
 */
final class HandOuts {

    private long last = CursorTracker.EMPTY_SEQUENCE;
    private boolean answeredInDoubt;

    /** The ring is empty. */
    void forget() {
        last = CursorTracker.EMPTY_SEQUENCE;
        answeredInDoubt = false;
    }

    /** Events up to that sequence leave; they do so only while it is certain that the destination is ours. */
    void out(long sequence) {
        last = Math.max(last, sequence);
        answeredInDoubt = false;
    }

    /** Whether an acknowledgement up to there is of something that was handed out, and not taken back since. */
    boolean reach(long sequence) {
        return sequence <= last;
    }

    /** What was handed out and not acknowledged is handed out again. */
    void takenBackTo(long acknowledged) {
        last = acknowledged;
    }

    /**
     * The consumer is done with a batch, one way or the other.
     *
     * @param isOwner whether it is certain at this moment that no other server can have begun
     */
    void answered(boolean isOwner) {
        answeredInDoubt |= !isOwner;
    }

    /** Whether the consumer has something in hand. */
    boolean isUnderWay(long acknowledged) {
        return last > acknowledged;
    }

    /** Whether what the consumer did last may have come after the first work of another server's consumer. */
    boolean mayHaveComeLate(long acknowledged) {
        return answeredInDoubt || isUnderWay(acknowledged);
    }
}
