package io.github.lockkeeper.canal.store;

import com.alibaba.otter.canal.store.CanalStoreException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether batches may leave at this moment (I15). While they may not, a client gets empty answers, slowly. One that got
 * nothing else for long is sent away with an error: by then another server may run the destination, and a client that
 * asks ZooKeeper for it does so only when the one that it has fails.
 *
 * <p>Thread-safe.
 */
final class HandOutGate {

    private static final long LONGEST_WAIT_MILLIS = 1000;
    private static final long POLL_MILLIS = 20;
    /** The doubt begins before the session ends; this is the rest of a usual one, and an election. */
    private static final long PATIENCE_SECONDS = 15;

    private final LongSupplier nanoClock;
    private volatile BooleanSupplier condition = () -> true;
    private boolean isShut;
    private long shutSinceNanos;

    HandOutGate() {
        this(System::nanoTime);
    }

    HandOutGate(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    void openWhile(BooleanSupplier newCondition) {
        condition = newCondition;
    }

    /** Costs one question to the condition. */
    boolean isOpen() {
        boolean isOpen = condition.getAsBoolean();
        note(!isOpen);
        return isOpen;
    }

    /** As {@link #isOpen()}, of a client that asks. @throws CanalStoreException if it has been shut for too long */
    boolean letsIn() {
        boolean isOpen = isOpen();
        if (!isOpen && isShutForLong()) {
            throw new CanalStoreException("for more than " + PATIENCE_SECONDS + " s it has not been certain that this server"
                    + " runs the destination: connect to the one that ZooKeeper names");
        }
        return isOpen;
    }

    /** Waits a little while it is shut: else a client that asks again at once would do nothing else. */
    void await(long longestMillis) throws InterruptedException {
        long left = isShutForLong() ? LONGEST_WAIT_MILLIS : Math.min(longestMillis, LONGEST_WAIT_MILLIS);
        while (left > 0 && !isOpen()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            left -= POLL_MILLIS;
        }
    }

    void await() throws InterruptedException {
        await(LONGEST_WAIT_MILLIS);
    }

    private synchronized void note(boolean shut) {
        if (shut && !isShut) {
            shutSinceNanos = nanoClock.getAsLong();
        }
        isShut = shut;
    }

    private synchronized boolean isShutForLong() {
        return isShut && nanoClock.getAsLong() - shutSinceNanos > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    }
}
