package io.github.lockkeeper.canal.store;

import io.github.lockkeeper.cursor.CursorTracker;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How far events have left the store, and whether their consumer may still be at work with them though this server has
 * lost the destination. Not thread-safe: guarded by the store's monitor.
 */
final class HandOuts {

    private final LongSupplier nanoClock;
    private long last = CursorTracker.EMPTY_SEQUENCE;
    private long lastNanos;
    private boolean answeredInDoubt;
    private boolean takenBackInDoubt;

    HandOuts() {
        this(System::nanoTime);
    }

    /** @param nanoClock as {@link System#nanoTime} */
    HandOuts(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The ring is empty. */
    void forget() {
        last = CursorTracker.EMPTY_SEQUENCE;
        answeredInDoubt = false;
        takenBackInDoubt = false;
    }

    /** Events up to that sequence leave; they do so only while it is certain that the destination is ours. */
    void out(long sequence) {
        last = Math.max(last, sequence);
        lastNanos = nanoClock.getAsLong();
        answeredInDoubt = false;
        takenBackInDoubt = false;
    }

    /** Whether an acknowledgement up to there is of something that was handed out, and not taken back since. */
    boolean reach(long sequence) {
        return sequence <= last;
    }

    /**
     * What was handed out and not acknowledged is handed out again.
     *
     * @param isOwner whether it is certain at this moment that no other server can have begun
     */
    void takenBackTo(long acknowledged, boolean isOwner) {
        takenBackInDoubt |= isUnderWay(acknowledged) && !isOwner;
        last = acknowledged;
    }

    /**
     * The consumer has acknowledged a batch.
     *
     * @param isOwner as of {@link #takenBackTo}
     */
    void answered(boolean isOwner) {
        answeredInDoubt |= !isOwner;
    }

    /** Whether a consumer that gave a batch up in doubt may still have parts of it on their way. */
    boolean isTakenBackInDoubt() {
        return takenBackInDoubt;
    }

    /** As {@link #isUnderWay}, for at least that long. */
    boolean isUnderWayFor(Duration time, long acknowledged) {
        return isUnderWay(acknowledged) && nanoClock.getAsLong() - lastNanos >= time.toNanos();
    }

    /** Whether the consumer has something in hand. */
    boolean isUnderWay(long acknowledged) {
        return last > acknowledged;
    }

    /** Whether what the consumer did last may have come after the first work of another server's consumer. */
    boolean mayHaveComeLate(long acknowledged) {
        return answeredInDoubt || takenBackInDoubt || isUnderWay(acknowledged);
    }
}
