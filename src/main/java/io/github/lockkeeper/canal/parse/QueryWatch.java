package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.catalog.QueryGuard;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends queries that take too long, by closing their connection: the host's driver reads over its own time-out for ever
 * (I16). For one thread that asks; {@link #check} is called by a timer.
 */
final class QueryWatch implements QueryGuard {

    private final String what;
    private final Duration longest;
    private final LongSupplier nanoClock;
    private Running running;

    QueryWatch(Duration longest, LongSupplier nanoClock) {
        this("a query", longest, nanoClock);
    }

    /** @param what is asked, for the message */
    QueryWatch(String what, Duration longest, LongSupplier nanoClock) {
        this.what = what;
        this.longest = longest;
        this.nanoClock = nanoClock;
    }

    @Override
    public <T> T run(Query<T> query, Runnable cancel) throws IOException {
        Running mine = new Running(cancel);
        mine.due(longest);
        synchronized (this) {
            running = mine;
        }
        try {
            return query.run();
        } catch (IOException | RuntimeException e) {
            if (mine.cancelled) {
                throw timeOut(mine, e);
            }
            throw e;
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    /**
     * A part of the answer has come; does nothing where nothing is asked.
     *
     * @param next within which the next part has to come
     */
    synchronized void renew(Duration next) {
        if (running != null) {
            running.due(next);
        }
    }

    private SourceFaultException timeOut(Running overdue, Exception cause) {
        SourceFaultException timeOut = new SourceFaultException(FaultKind.QUERY_TIMEOUT,
                what + " was not answered within " + overdue.bound.getSeconds() + " s");
        timeOut.addSuppressed(cause);
        return timeOut;
    }

    /** Cancels what is overdue. Does not wait. */
    void check() {
        Running overdue = null;
        synchronized (this) {
            if (running != null && nanoClock.getAsLong() - running.deadline > 0) {
                overdue = running;
                overdue.cancelled = true;
                running = null;
            }
        }
        if (overdue != null) {
            overdue.cancel.run();
        }
    }

    private final class Running {
        private final Runnable cancel;
        private Duration bound;
        private long deadline;
        private volatile boolean cancelled;

        private Running(Runnable cancel) {
            this.cancel = cancel;
        }

        private void due(Duration within) {
            bound = within;
            deadline = nanoClock.getAsLong() + within.toNanos();
        }
    }
}
