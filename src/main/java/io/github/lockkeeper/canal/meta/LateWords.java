package io.github.lockkeeper.canal.meta;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.LateSends;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What senders of before may have sent late: those of other servers that left word, and those of earlier starts in this
 * process, whose senders the host does not wait for.
 *
 * <p>Thread-safe.
 */
final class LateWords {

    private final CursorKeeper keeper;
    private final Supplier<LateSends> earlierStart;
    private final Set<LateSends> own = ConcurrentHashMap.newKeySet();
    private final Set<LateSends> settled = ConcurrentHashMap.newKeySet();
    private final Reporter reporter;
    private long lastEnded = -1;
    private boolean toldStuck;

    /** @param earlierStart what is to be said of a sender of the start before, each time another word */
    LateWords(CursorKeeper keeper, Supplier<LateSends> earlierStart, Reporter reporter) {
        this.keeper = keeper;
        this.earlierStart = earlierStart;
        this.reporter = reporter;
    }

    /**
     * A sender of an earlier start is done only now; it says so twice of a batch that it may not acknowledge.
     *
     * @param batch its number
     */
    synchronized void earlierSenderEnded(long batch) {
        if (batch != lastEnded) {
            lastEnded = batch;
            own.add(earlierStart.get());
        }
    }

    /** Costs next to nothing while there is none. */
    List<LateSends> open() {
        List<LateSends> left = keeper.lateSends();
        if (own.isEmpty()) {
            return left;
        }
        List<LateSends> all = new ArrayList<>(left);
        all.addAll(own);
        return Collections.unmodifiableList(all);
    }

    /** It has been dealt with. */
    void settle(LateSends word) {
        settled.add(word);
    }

    /** Removes what has been dealt with, durably. On the thread that flushes. */
    void removeSettled() {
        for (LateSends word : settled) {
            if (own.remove(word) || isRemoved(word)) {
                settled.remove(word);
            }
        }
    }

    /** A word that cannot be removed now is tried again with the next flush, and told once; the record itself is safe. */
    private boolean isRemoved(LateSends word) {
        try {
            keeper.settle(word);
            toldStuck = false;
            return true;
        } catch (CursorStoreException e) {
            if (!toldStuck) {
                toldStuck = true;
                reporter.warn(word + ", has been dealt with, but its word cannot be removed yet: " + e.getMessage());
            }
            return false;
        }
    }
}
