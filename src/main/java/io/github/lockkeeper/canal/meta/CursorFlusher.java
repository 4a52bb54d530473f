package io.github.lockkeeper.canal.meta;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorStoreException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Flushes the record every period and at the stop, on a thread of its own. A failing store is told once, and once
 * again when it works; what was acknowledged in between is written then.
 */
final class CursorFlusher {

    private static final long STOP_SECONDS = 10;

    private final String destination;
    private final CursorKeeper keeper;
    private final long periodMillis;
    private final Supplier<Runnable> confirmations;
    private final Consumer<CursorKeeper> afterFlush;
    private final Reporter reporter;
    private ScheduledExecutorService executor;
    /** What kind of failure was told; null while the record is written. */
    private Object toldFailure;
    private boolean followUpFailed;

    /**
     * @param confirmations asked before each flush for what to do once it has succeeded
     * @param afterFlush    for the record that has changed
     */
    CursorFlusher(String destination, CursorKeeper keeper, long periodMillis, Supplier<Runnable> confirmations,
                  Consumer<CursorKeeper> afterFlush, Reporter reporter) {
        this.destination = destination;
        this.keeper = keeper;
        this.periodMillis = periodMillis;
        this.confirmations = confirmations;
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

    /** Flushes once more and stops the thread; waits for both, with a bound. */
    void stop() {
        executor.execute(this::flush);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                reporter.warn("the last flush of the cursor record takes longer than " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    private synchronized void flush() {
        try {
            Runnable confirm = confirmations.get();
            boolean moved = keeper.flush();
            confirm.run();
            if (toldFailure != null) {
                toldFailure = null;
                reporter.note("the cursor record is written again");
            }
            if (moved) {
                followUp();
            }
        } catch (RuntimeException | Error e) {
            // An Error, too: it would end the schedule without a word.
            if (!kind(e).equals(toldFailure)) {
                toldFailure = kind(e);
                reporter.warn("the cursor record or the journal cannot be written; what clients acknowledge from now on is sent "
                        + "again after a restart: " + e.getMessage());
            }
        }
    }

    /** A record that is away and one that refuses are two things to tell. */
    private static Object kind(Throwable failure) {
        return failure instanceof CursorStoreException ? ((CursorStoreException) failure).kind() : failure.getClass();
    }

    /** Told once: the record itself is safe. */
    private void followUp() {
        try {
            afterFlush.accept(keeper);
        } catch (RuntimeException e) {
            if (!followUpFailed) {
                followUpFailed = true;
                reporter.note("Canal's own cursor, for the way back to a stock template, cannot be kept: " + e);
            }
        }
    }
}
