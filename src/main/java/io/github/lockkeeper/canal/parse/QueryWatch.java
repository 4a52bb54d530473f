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

    private final Duration longest;
    private final LongSupplier nanoClock;
    private Running running;

    QueryWatch(Duration longest, LongSupplier nanoClock) {
        this.longest = longest;
        this.nanoClock = nanoClock;
    }

    @Override
    public <T> T run(Query<T> query, Runnable cancel) throws IOException {
        Running mine = new Running(nanoClock.getAsLong() + longest.toNanos(), cancel);
        synchronized (this) {
            running = mine;
        }
        try {
            return query.run();
        } catch (IOException | RuntimeException e) {
            if (mine.cancelled) {
                throw timeOut(e);
            }
            throw e;
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    private SourceFaultException timeOut(Exception cause) {
        SourceFaultException timeOut = new SourceFaultException(FaultKind.QUERY_TIMEOUT,
                "a query was not answered within " + longest.getSeconds() + " s");
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

    private static final class Running {
        private final long deadline;
        private final Runnable cancel;
        private volatile boolean cancelled;

        private Running(long deadline, Runnable cancel) {
            this.deadline = deadline;
            this.cancel = cancel;
        }
    }
}
