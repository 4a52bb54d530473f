package io.github.lockkeeper.scenario.server;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.OffsetOrder;
import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reads the durable record over and over, and notes where a cursor, or the epoch, has gone back. For sources whose
 * binlogs are neither reset nor moved to another server.
 */
final class CursorWatch implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;
    private static final long CLOSE_BOUND_MILLIS = 30_000;

    private final Supplier<Optional<GroupCursor>> reading;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> steps = new ArrayList<>();
    private final Map<SourceName, BinlogCoordinates> last = new HashMap<>();
    private final Thread thread = new Thread(this::run, "cursor-watch");
    private long lastEpoch;

    CursorWatch(Supplier<Optional<GroupCursor>> reading) {
        this.reading = reading;
        thread.setDaemon(true);
        thread.start();
    }

    /** What went back so far. */
    synchronized List<String> stepsBack() {
        return List.copyOf(steps);
    }

    /** How many sources have been seen. */
    synchronized int sources() {
        return last.size();
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.join(CLOSE_BOUND_MILLIS);
    }

    private void run() {
        try {
            while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                reading.get().ifPresent(this::compare);
            }
        } catch (InterruptedException | RuntimeException e) {
            note("the watch ended: " + e);
        }
    }

    private synchronized void compare(GroupCursor record) {
        if (record.epoch() < lastEpoch) {
            note("epoch " + lastEpoch + " -> " + record.epoch());
        }
        lastEpoch = record.epoch();
        record.sources().forEach((name, cursor) -> {
            BinlogCoordinates now = cursor.offset().coordinates();
            BinlogCoordinates before = last.put(name, now);
            if (before != null && before.orderTo(now) == OffsetOrder.AFTER) {
                note(name + " " + before + " -> " + now);
            }
        });
    }

    private synchronized void note(String step) {
        steps.add(step);
    }
}
