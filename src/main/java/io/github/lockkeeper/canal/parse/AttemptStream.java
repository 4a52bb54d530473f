package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.TableMeta;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.LogHeader;
import com.taobao.tddl.dbsync.binlog.event.RowsLogEvent;
import io.github.lockkeeper.canal.sink.Boundaries;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.liveness.SourceCondition;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.recovery.ResumePoint;
import io.github.lockkeeper.stream.BoundaryScanner;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The raw events of one dump attempt on their way to boundaries. They are read on the thread that shows the first
 * one: in parallel mode the host's workers show some of them again, late and in any order. {@link #fault()} is for
 * any thread.
 */
final class AttemptStream {

    private final DumpAttempt attempt;
    private final Boundaries boundaries = new Boundaries();
    private final StageThreads threads = new StageThreads();
    private final CountDownLatch openingJudged = new CountDownLatch(1);
    private final SourceCondition condition;
    private final Runnable onFault;
    private RawEvents events;
    private Runnable onArrival;
    private volatile Runnable firstBoundary;
    private volatile Thread reader;
    private long expectedFileCreated;
    private long expectedServerId;
    private boolean arrived;
    private volatile boolean over;
    private volatile Fault fault;
    private final SeenEvents seen = new SeenEvents();
    private volatile SchemaDoubts doubts;
    private volatile SchemaDoubts.Present present;

    /** @param onFault called when an event must not be passed over: closes the dump, so that it is noticed at once */
    AttemptStream(DumpAttempt attempt, SourceCondition condition, Runnable onFault) {
        this.attempt = attempt;
        this.condition = condition;
        this.onFault = onFault;
    }

    DumpAttempt attempt() {
        return attempt;
    }

    Boundaries boundaries() {
        return boundaries;
    }

    StageThreads threads() {
        return threads;
    }

    /**
     * The dump is about to start.
     *
     * @param whenArrived called once, when the server sends from there
     */
    void starts(ResumePoint start, Runnable whenArrived) {
        onArrival = whenArrived;
        events = new RawEvents(new BoundaryScanner(start.cursor().offset(), start.isByGtid()));
        expectedServerId = start.cursor().identity().serverId();
        expectedFileCreated = start.isByGtid() ? 0 : start.cursor().offset().fileCreatedSeconds();
    }

    /** What ended the attempt, if it was one of its own events. */
    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    /** Ends the attempt with a fault that was not found in its own events. From any thread. */
    void refuse(Fault found) {
        fault = found;
        onFault.run();
    }

    /** The events that were looked at. */
    SeenEvents seen() {
        return seen;
    }

    void noteThread() {
        threads.note();
    }

    /** Judges and follows the next event. */
    Optional<BinlogOffset> read(LogEvent event) {
        threads.note();
        if (!isReader()) {
            return Optional.empty();
        }
        seen.add(event.getHeader());
        try {
            UndecodableEvents.refuse(event);
            refuseOtherServer(event);
            refuseOtherHistory(event);
            confirmArrival(event);
            Optional<BinlogOffset> boundary = events.boundary(event);
            boundary.ifPresent(boundaries::add);
            delivered(event.getHeader().getType() == LogEvent.HEARTBEAT_LOG_EVENT);
            return boundary;
        } catch (SourceFaultException e) {
            fault = e.fault();
            openingJudged.countDown();
            onFault.run();
            throw e;
        }
    }

    /** Rows, which parallel mode shows nowhere else: a position may wrap inside them. */
    void passRows(RowsLogEvent rows) {
        threads.note();
        if (events != null && isReader()) {
            events.boundary(rows);
        }
    }

    /** Which definition of their table these rows are to be read with; asked on any thread that parses rows. */
    TableMeta judgeSchema(RowsLogEvent rows, TableMeta history) {
        if (doubts == null || doubts.isEmpty()) {
            return history;
        }
        try {
            return doubts.judge(rows, history, present);
        } catch (SourceFaultException e) {
            refuse(e.fault());
            throw e;
        }
    }

    /** Table definitions are in doubt: to be called before the dump starts. */
    void doubt(SchemaDoubts newDoubts, SchemaDoubts.Present newPresent) {
        doubts = newDoubts;
        present = newPresent;
    }

    private boolean isReader() {
        if (reader == null) {
            reader = Thread.currentThread();
        }
        return reader == Thread.currentThread();
    }

    /**
     * Something of the attempt arrived.
     *
     * @param progress whether it arrived where it was meant to, which a row that cannot be decoded does not
     */
    void delivered(boolean progress) {
        if (!over) {
            condition.delivered(progress);
        }
    }

    /** To be done when the first boundary of the attempt has been handed over; told before that can be. */
    void onFirstBoundary(Runnable action) {
        firstBoundary = action;
    }

    /** A boundary has been handed over. */
    void boundaryReached() {
        Runnable action = firstBoundary;
        if (action != null) {
            firstBoundary = null;
            action.run();
        }
        delivered(true);
    }

    /** The attempt is over: what its stages still read says nothing about the source. */
    void end() {
        over = true;
    }

    /** The event that opens the dump has been accepted: what was decided about its start has happened. */
    private void confirmArrival(LogEvent event) {
        if (!arrived && event.getHeader().getType() == LogEvent.FORMAT_DESCRIPTION_EVENT) {
            arrived = true;
            onArrival.run();
            openingJudged.countDown();
        }
    }

    /**
     * Waits until the event that opens the dump has been judged. In parallel mode it may still be on its way through
     * the host's stages when the parse thread has read an error that the server sent behind it, and what it says goes
     * first: a file that was made anew (I9) has its events elsewhere, which to the server is a wrong position.
     *
     * @return whether it has been judged; false at once where no dump was begun
     */
    boolean awaitOpening(Duration bound) {
        try {
            return events != null && openingJudged.await(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The first event of a dump is made by the server that sends it: behind a virtual address it may be another. */
    private void refuseOtherServer(LogEvent event) {
        LogHeader header = event.getHeader();
        if (expectedServerId != 0 && header.getType() == LogEvent.ROTATE_EVENT && header.getWhen() == 0
                && header.getServerId() != expectedServerId) {
            throw new SourceFaultException(FaultKind.CONNECTION, "server_id " + header.getServerId()
                    + " sends the dump, but server_id " + expectedServerId + " was asked for its position");
        }
    }

    /** The event that opens every dump carries the creation time of the file that the cursor points into (I9). */
    private void refuseOtherHistory(LogEvent event) {
        LogHeader header = event.getHeader();
        if (expectedFileCreated == 0 || header.getType() != LogEvent.FORMAT_DESCRIPTION_EVENT) {
            return;
        }
        if (header.getWhen() != expectedFileCreated) {
            throw new SourceFaultException(FaultKind.REWOUND, header.getLogFileName() + " was created at "
                    + header.getWhen() + ", the file of the cursor at " + expectedFileCreated + " (unix seconds)");
        }
        expectedFileCreated = 0;
    }
}
