package io.github.lockkeeper.canal.meta;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.cursor.CursorKeeper;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Flushes the record every period and at the stop, on a thread of its own. A failing store is told once, and once
 * again when it works; what was acknowledged in between is written then.
 */
final class CursorFlusher {

    private static final long STOP_SECONDS = 10;

    private final String destination;
    private final CursorKeeper keeper;
    private final long periodMillis;
    private final Consumer<CursorKeeper> afterFlush;
    private final Reporter reporter;
    private ScheduledExecutorService executor;
    private boolean failing;

    CursorFlusher(String destination, CursorKeeper keeper, long periodMillis, Consumer<CursorKeeper> afterFlush,
                  Reporter reporter) {
        this.destination = destination;
        this.keeper = keeper;
        this.periodMillis = periodMillis;
        this.afterFlush = afterFlush;
        this.reporter = reporter;
    }

    void start() {
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lockkeeper-flush-" + destination);
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(this::flush, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    /** Stops the thread, then flushes what it has not. */
    void stop() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                reporter.warn("the last flush of the cursor record takes longer than " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
        flush();
    }

    private synchronized void flush() {
        try {
            if (keeper.flush()) {
                afterFlush.accept(keeper);
            }
            if (failing) {
                failing = false;
                reporter.note("the cursor record is written again");
            }
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                reporter.warn("the cursor record cannot be written; what clients acknowledge from now on is sent "
                        + "again after a restart: " + e.getMessage());
            }
        }
    }
}
