package io.github.lockkeeper.canal.parse;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs the probes of a group, each on a thread of its own: a server that hangs must not keep the others unwatched. */
final class Probes {

    private static final long END_SECONDS = 10;

    private final ScheduledThreadPoolExecutor threads;

    Probes(String destination, List<Runnable> looks, long periodMillis) {
        threads = new ScheduledThreadPoolExecutor(Math.max(1, looks.size()), task -> {
            Thread thread = new Thread(task, "lockkeeper-probe-" + destination);
            thread.setDaemon(true);
            return thread;
        });
        for (Runnable look : looks) {
            threads.scheduleWithFixedDelay(look, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for a look that is under way, with a bound. */
    void stop() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
