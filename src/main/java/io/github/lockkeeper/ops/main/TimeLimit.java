package io.github.lockkeeper.ops.main;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long something may take that knows no such limit itself: ZooKeeper's client waits for minutes to take leave of a
 * server that is frozen. What takes longer is left behind in a daemon thread. Immutable.
 */
final class TimeLimit {
    private final Duration limit;

    TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /**
     * In a thread of its own.
     *
     * @param call throws nothing that is checked
     * @throws TimeoutException if it takes longer, or this thread is interrupted meanwhile
     */
    <T> T call(Callable<T> call) throws TimeoutException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "lockkeeper-limited");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error) {
            throw (Error) failure;
        }
        return failure instanceof RuntimeException ? (RuntimeException) failure : new IllegalStateException(failure);
    }

    @Override
    public String toString() {
        return limit.getSeconds() + " s";
    }
}
