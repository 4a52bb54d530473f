package io.github.lockkeeper.persistence.zookeeper;

import java.util.function.LongSupplier;

/**
 * Until when the last look at the ownership counts. By two clocks, whichever is further: the monotonic one does not
 * count the time for which a whole machine was suspended, the other one may be set.
 *
 * <p>Thread-safe; asking costs two readings of a clock and no lock.
 */
final class Confirmation {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long validMillis;
    private final LongSupplier nanoClock;
    private final LongSupplier millisClock;
    private volatile Look last;

    /** @param validMillis how long a look counts from its beginning */
    Confirmation(long validMillis) {
        this(validMillis, System::nanoTime, System::currentTimeMillis);
    }

    Confirmation(long validMillis, LongSupplier nanoClock, LongSupplier millisClock) {
        this.validMillis = validMillis;
        this.nanoClock = nanoClock;
        this.millisClock = millisClock;
    }

    /** To be called before anything is asked: an answer is as old as its question. */
    Look begin() {
        return new Look(nanoClock.getAsLong(), millisClock.getAsLong());
    }

    boolean isGiven() {
        Look look = last;
        return look != null && look.ageMillis() < validMillis;
    }

    /** It is certain that it is not so. */
    void withdraw() {
        last = null;
    }

    /** A look at the ownership, from its question on. */
    final class Look {
        private final long startNanos;
        private final long startMillis;

        private Look(long startNanos, long startMillis) {
            this.startNanos = startNanos;
            this.startMillis = startMillis;
        }

        /** All was in order when it was answered. */
        void foundInOrder() {
            last = this;
        }

        private long ageMillis() {
            long byNanos = (nanoClock.getAsLong() - startNanos) / NANOS_PER_MILLI;
            return Math.max(byNanos, millisClock.getAsLong() - startMillis);
        }
    }
}
