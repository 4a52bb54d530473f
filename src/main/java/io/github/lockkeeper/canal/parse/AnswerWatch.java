package io.github.lockkeeper.canal.parse;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends an attempt whose server does not answer to a connect, or sends no event to a dump: the host waits for both
 * without a bound of its own (I16). Thread-safe: told on the parse thread, checked by a timer.
 */
final class AnswerWatch {

    private final Duration longest;
    private final LongSupplier nanoClock;
    private boolean waiting;
    private long due;

    AnswerWatch(Duration longest, LongSupplier nanoClock) {
        this.longest = longest;
        this.nanoClock = nanoClock;
    }

    /** From now on an answer is due. */
    synchronized void expect() {
        due = nanoClock.getAsLong() + longest.toNanos();
        waiting = true;
    }

    synchronized void answered() {
        waiting = false;
    }

    /** @param end closes the connection; called once, if the answer is overdue */
    void check(Runnable end) {
        if (isOverdue()) {
            end.run();
        }
    }

    private synchronized boolean isOverdue() {
        boolean overdue = waiting && nanoClock.getAsLong() - due > 0;
        waiting &= !overdue;
        return overdue;
    }
}
