package io.github.lockkeeper.canal.meta;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.canal.store.GroupEventStore;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.liveness.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What becomes of the changes that the host's own sender to a message queue has in hand when the destination is lost. It
 * finishes its batch whatever happens, after a freeze for instance, and nothing reaches into it; the queue has then old
 * values of some keys behind newer ones of the next owner. So once it is done this server leaves word for the owner,
 * which sends all that again.
 *
 * <p>Not for clients: they take from one server after another, and what they do late they do before they go on.
 */
final class LateSendsWatch {

    /** Longer than senders keep what they were given, usually: Kafka's for two minutes (delivery.timeout.ms). */
    static final Duration LONGEST_SEND = Duration.ofSeconds(150);
    /** What a broker that is well takes for a batch is a fraction of this. */
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 50;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(30);

    private final CursorKeeper keeper;
    private final GroupEventStore store;
    private final Reporter reporter;
    private final String server;
    private final Duration longestSend;
    /** One of the two ends of an instance has taken care of it. */
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param server this one, {@code host:port} */
    LateSendsWatch(CursorKeeper keeper, GroupEventStore store, Reporter reporter, String server) {
        this(keeper, store, reporter, server, LONGEST_SEND);
    }

    LateSendsWatch(CursorKeeper keeper, GroupEventStore store, Reporter reporter, String server, Duration longestSend) {
        this.keeper = keeper;
        this.store = store;
        this.reporter = reporter;
        this.server = server;
        this.longestSend = longestSend;
    }

    /**
     * The destination is lost: waits until the sender is done with what it has in hand. To be called while the instance
     * still takes its answers.
     *
     * @return leaves word; empty if nothing can have come late, or {@link #stopping} has come before
     */
    Optional<Runnable> awaitSender() {
        if (!store.mayHaveComeLate()) {
            return Optional.empty();
        }
        // What this server wrote last: a later owner began there or behind it, and what is sent late lies behind it.
        LateSends word = LateSends.since(server, keeper.record());
        boolean isAnswered = isAnswered();
        if (over.getAndSet(true)) {
            return Optional.empty();
        }
        if (!isAnswered) {
            reporter.warn("the sender has been at work with its last batch for more than " + longestSend.getSeconds()
                    + " s; if it is sent later than now, the last message of a key may be an older one until the key"
                    + " changes again");
        }
        Duration rest = store.isTakenBackInDoubt() ? longestSend : Duration.ZERO;
        return Optional.of(() -> leaveAfter(rest, word));
    }

    /**
     * The instance is about to stop, from when on nobody is told what the sender does. Where another server may run the
     * destination, or the queue does not take, it may come late.
     */
    void stopping() {
        boolean isLate = store.mayHaveComeLate() && !keeper.isConfirmed() || store.isUnderWayFor(SLOW);
        if (over.getAndSet(true) || !isLate) {
            return;
        }
        Duration rest = store.isUnderWay() || store.isTakenBackInDoubt() ? longestSend : Duration.ZERO;
        LateSends word = LateSends.since(server, keeper.record());
        Thread thread = new Thread(() -> leaveAfter(rest, word), "lockkeeper-late-sends-" + server);
        thread.setDaemon(true);
        thread.start();
    }

    /** A person has changed the record, and what follows from that is the person's to say. */
    void letBe() {
        over.set(true);
    }

    private boolean isAnswered() {
        long deadline = System.nanoTime() + longestSend.toNanos();
        while (store.isUnderWay()) {
            if (over.get() || System.nanoTime() - deadline > 0 || !Pause.of(POLL_MILLIS)) {
                return false;
            }
        }
        return true;
    }

    private void leaveAfter(Duration time, LateSends word) {
        try {
            if (Pause.of(time.toMillis())) {
                leave(word);
            }
        } catch (RuntimeException | Error e) {
            reporter.warn("the owner of the destination could not be asked to send again what may have come late", e);
        }
    }

    /** Leaves word, however long that takes: without it nobody knows. Ends early only with its thread. */
    void leave(LateSends word) {
        Backoff backoff = new Backoff(FIRST_RETRY, SLOWEST_RETRY, () -> ThreadLocalRandom.current().nextDouble());
        boolean isTold = false;
        do {
            try {
                keeper.leave(word);
                reporter.note("the batch that was on its way to the queue may have come late: the owner of the destination"
                        + " is asked to send again what came since epoch 0x" + Long.toHexString(word.epoch()));
                return;
            } catch (CursorStoreException e) {
                if (!isTold) {
                    isTold = true;
                    reporter.warn("the batch that was on its way to the queue may have come late, and the owner of the"
                            + " destination cannot be told yet; it is tried again: " + e.getMessage());
                }
            }
        } while (Pause.of(backoff.next().toMillis()));
    }
}
