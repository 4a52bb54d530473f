package io.github.lockkeeper.canal.parse;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The threads that worked for one dump attempt. In parallel mode the host stops its stages with a wait of one second
 * and goes on whether they ended or not; a new attempt of ours waits for them (I4). Thread-safe.
 */
final class StageThreads {

    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

    /** The calling thread works for the attempt. */
    void note() {
        Thread current = Thread.currentThread();
        if (!seen.contains(current)) {
            seen.add(current);
        }
    }

    /**
     * Waits until all but the calling thread have ended.
     *
     * @return whether they have, within the time
     */
    boolean awaitEnd(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (Thread thread : seen) {
            if (thread != Thread.currentThread() && !joined(thread, deadline)) {
                return false;
            }
        }
        return true;
    }

    private static boolean joined(Thread thread, long deadline) throws InterruptedException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis > 0) {
            thread.join(millis);
        }
        return !thread.isAlive();
    }
}
