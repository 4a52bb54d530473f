package io.github.lockkeeper.canal.store;

import com.alibaba.otter.canal.protocol.position.Position;
import com.alibaba.otter.canal.store.CanalStoreException;
import com.alibaba.otter.canal.store.memory.MemoryEventStoreWithBuffer;
import com.alibaba.otter.canal.store.model.Event;
import com.alibaba.otter.canal.store.model.Events;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.position.BinlogOffset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The host's ring buffer, which also tells the {@link CursorTracker} what goes in and what is acknowledged.
 *
 * <p>The tracker's monitor spans each put and its record, and each acknowledgement: see there. It is never held in
 * a wait. The host's stock entry points for putting are closed: an event whose source is not known could never be
 * part of a cursor.
 */
public class GroupEventStore extends MemoryEventStoreWithBuffer {

    private final CursorTracker tracker = new CursorTracker();
    private Runnable rolledBack = () -> { };
    private final HandOutGate gate = new HandOutGate();
    /** What was got and not handed out, because meanwhile it was not certain that the destination is ours. */
    private Events<Event> withheld;
    private long rollbacks;
    private final HandOuts handOuts = new HandOuts();
    private volatile Duration longestAlone = Duration.ZERO;

    /** What a put came to. */
    public enum PutResult {
        /** In the store, and recorded. */
        TAKEN,
        /** No room now; the caller tries again. */
        FULL,
        /** The attempt is over; nothing was put, and the caller must end. */
        REFUSED
    }

    /** Follows what is put here; lives as long as the store, over its restarts. */
    public CursorTracker tracker() {
        return tracker;
    }

    /** @param listener told after a rollback, when no batch that was handed out before may be acknowledged any more */
    public void onRollback(Runnable listener) {
        this.rolledBack = listener;
    }

    /** @param condition asked before each batch leaves (I15): what does not leave now stays for the next get */
    public void handOutWhile(BooleanSupplier condition) {
        gate.openWhile(condition);
    }

    @Override
    public void start() {
        super.start();
        synchronized (tracker) {
            withheld = null;
            handOuts.forget();
            tracker.startGeneration();
        }
    }

    /** Ends the generation before the ring is emptied: nothing may be put into the emptied ring (I5). */
    @Override
    public void stop() {
        tracker.endGeneration();
        super.stop();
    }

    /** The host calls this when it stops. Called by anybody else it ends the running attempts as well. */
    @Override
    public void cleanAll() {
        synchronized (tracker) {
            tracker.endGeneration();
            handOuts.forget();
            withheld = null;
            super.cleanAll();
        }
    }

    /**
     * Puts what one call of a source's sink holds.
     *
     * @param events   may be empty, where the host filtered all
     * @param boundary the last boundary among or behind the events, if there is one
     */
    public PutResult tryPut(DumpAttempt attempt, List<Event> events, Optional<BinlogOffset> boundary) {
        synchronized (tracker) {
            if (!tracker.admit(attempt)) {
                return PutResult.REFUSED;
            }
            if (!events.isEmpty()) {
                if (!super.tryPut(events)) {
                    return PutResult.FULL;
                }
                tracker.put(attempt, getPutSequence().get());
            }
            boundary.ifPresent(offset -> tracker.boundary(attempt, offset));
            return PutResult.TAKEN;
        }
    }

    @Override
    public void ack(Position position, Long sequence) {
        synchronized (tracker) {
            // An ack that was under way while its client rolled back would confirm what is about to be sent again.
            if (!handOuts.reach(sequence)) {
                throw new CanalStoreException("the batch that ends at " + position + " was rolled back: "
                        + "acknowledge the batches of the next get instead");
            }
            super.ack(position, sequence);
            handOuts.answered(gate.isOpen());
            tracker.acknowledged(getAckSequence().get());
        }
    }

    /** Without a sequence the host looks for the position in the ring; no version of its server calls this. */
    @Override
    public void ack(Position position) {
        throw new CanalStoreException("an acknowledgement needs the sequence of its batch");
    }

    @Override
    public void rollback() {
        synchronized (tracker) {
            super.rollback();
            rollbacks++;
            withheld = null;
            handOuts.takenBackTo(getAckSequence().get(), gate.isOpen());
        }
        rolledBack.run();
    }

    // The position that a get starts from is ignored by the host but for its `included` flag, which would hand out
    // the last acknowledged event again, or a hole where it was: null means the next event.

    @Override
    public Events<Event> get(Position start, int batchSize) throws InterruptedException {
        gate.await();
        Optional<Events<Event>> waiting = withheldBefore();
        if (waiting.isPresent()) {
            return waiting.get();
        }
        long before = rollbacks();
        return handedOut(before, super.get(null, batchSize));
    }

    @Override
    public Events<Event> get(Position start, int batchSize, long timeout, TimeUnit unit) throws InterruptedException {
        gate.await(unit.toMillis(timeout));
        Optional<Events<Event>> waiting = withheldBefore();
        if (waiting.isPresent()) {
            return waiting.get();
        }
        long before = rollbacks();
        return handedOut(before, super.get(null, batchSize, timeout, unit));
    }

    @Override
    public Events<Event> tryGet(Position start, int batchSize) {
        Optional<Events<Event>> waiting = withheldBefore();
        if (waiting.isPresent()) {
            return waiting.get();
        }
        long before = rollbacks();
        return handedOut(before, super.tryGet(null, batchSize));
    }

    /** What an earlier get had to leave behind, or nothing while nothing may leave; empty if a get may go on. */
    private Optional<Events<Event>> withheldBefore() {
        if (!gate.letsIn() || isAnotherUnderWay()) {
            return Optional.of(new Events<>());
        }
        synchronized (tracker) {
            Optional<Events<Event>> waiting = Optional.ofNullable(withheld);
            withheld = null;
            waiting.ifPresent(events -> handOuts.out(events.getPositionRange().getEndSeq()));
            return waiting;
        }
    }

    /** Whether a consumer has events in hand that it has neither acknowledged nor given back. */
    public boolean isUnderWay() {
        synchronized (tracker) {
            return handOuts.isUnderWay(getAckSequence().get());
        }
    }

    /**
     * Whether a consumer may have been at work with what was handed out here when another server's had begun: it has
     * it still, or was done with it at a moment when it was not certain that the destination is ours.
     */
    public boolean mayHaveComeLate() {
        synchronized (tracker) {
            return handOuts.mayHaveComeLate(getAckSequence().get());
        }
    }

    /** Whether a consumer has had what it has in hand for at least that long. */
    public boolean isUnderWayFor(Duration time) {
        synchronized (tracker) {
            return handOuts.isUnderWayFor(time, getAckSequence().get());
        }
    }

    /** Whether a consumer gave a batch up when it was not certain that the destination is ours; parts may be on their way. */
    public boolean isTakenBackInDoubt() {
        synchronized (tracker) {
            return handOuts.isTakenBackInDoubt();
        }
    }

    /**
     * From now on nothing more leaves while a batch is under way, for that long at most: for the host's sender to a queue,
     * which takes one after another. Of two senders, which the host lets be for a while, one would overtake the other.
     */
    public void handOutOneAtATime(Duration longest) {
        longestAlone = longest;
    }

    private boolean isAnotherUnderWay() {
        return !longestAlone.isZero() && isUnderWay() && !isUnderWayFor(longestAlone);
    }

    private long rollbacks() {
        synchronized (tracker) {
            return rollbacks;
        }
    }

    /** A rollback that came between takes this get back as well, else its events would be in no batch. */
    private Events<Event> handedOut(long rollbacksBefore, Events<Event> events) {
        if (events.getEvents().isEmpty()) {
            return events;
        }
        keepLast(events.getEvents());
        synchronized (tracker) {
            if (rollbacks != rollbacksBefore) {
                super.rollback();
                return new Events<>();
            }
            if (!gate.isOpen()) {
                withheld = events;
                return new Events<>();
            }
            handOuts.out(events.getPositionRange().getEndSeq());
        }
        return events;
    }

    /**
     * The host empties the last event of a batch at its acknowledgement, and with an immediate one that is before
     * the batch is read: its last event would be gone. The ring keeps the original.
     */
    private static void keepLast(List<Event> events) {
        int last = events.size() - 1;
        events.set(last, EventCopy.of(events.get(last)));
    }

    @Override
    public void put(List<Event> events) {
        throw new UnsupportedOperationException(NO_SOURCE);
    }

    @Override
    public boolean put(List<Event> events, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException(NO_SOURCE);
    }

    @Override
    public boolean tryPut(List<Event> events) {
        throw new UnsupportedOperationException(NO_SOURCE);
    }

    private static final String NO_SOURCE = "events reach a group's store through the sink of their source only";
}
