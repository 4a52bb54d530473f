package io.github.lockkeeper.canal.meta;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers of batches that no other start of the destination gives out, on this server or another. The host counts from 1
 * at each start; so a client that goes to another server in between, as the one for a cluster does by itself, or a sender
 * of the host's that outlives its instance, could acknowledge a batch of the new start by the number of an old one.
 *
 * <p>A start counts from its time on, in steps that no client can overtake, and below what a double holds exactly, because
 * there are clients that count with those. Thread-safe.
 */
final class BatchNumbers {

    /** About 2,000 batches a millisecond; until the year 2109 the numbers stay below 2 to the power of 53. */
    private static final int BITS_A_MILLISECOND = 11;

    private final long first;
    private final AtomicLong last;

    /** @param startMillis unix time */
    BatchNumbers(long startMillis) {
        first = startMillis << BITS_A_MILLISECOND;
        last = new AtomicLong(first);
    }

    /** Whether a number was given out before this start. */
    boolean isOfEarlierStart(long number) {
        return number <= first;
    }

    long next() {
        return last.incrementAndGet();
    }
}
