package io.github.lockkeeper.testkit.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When a writer's next transaction is due, and whether it is to stop. */
final class Pace {

    private final CountDownLatch stop;
    private final long intervalNanos;
    private long due = System.nanoTime();

    Pace(double rate, CountDownLatch stop) {
        this.stop = stop;
        this.intervalNanos = rate <= 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / rate);
    }

    /** Waits until the next one is due; false when it is to stop. */
    boolean next() {
        long wait = due - System.nanoTime();
        due += intervalNanos;
        return pause(Math.max(0, wait));
    }

    /** Waits before another try, also when it is to stop; false when it is. */
    boolean retryPause(long nanos) {
        boolean goOn = pause(nanos);
        if (!goOn) {
            LockSupport.parkNanos(nanos);
        }
        return goOn;
    }

    private boolean pause(long nanos) {
        try {
            return !stop.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
