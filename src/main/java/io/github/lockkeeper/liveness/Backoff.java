package io.github.lockkeeper.liveness;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: doubling, with jitter, from a first to a longest wait. Not thread-safe.
 */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;
    private int failures;

    /** @param random values in [0, 1), for the jitter */
    public Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** The wait after one more failure: between half and all of the doubled value, never above the longest. */
    public Duration next() {
        int doublings = Math.min(failures++, 30);
        long full = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(full / 2 + (long) (full / 2.0 * random.getAsDouble()));
    }

    /** It worked: the next failure starts from the first wait again. */
    public void reset() {
        failures = 0;
    }
}
