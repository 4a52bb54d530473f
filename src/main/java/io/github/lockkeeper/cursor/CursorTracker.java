package io.github.lockkeeper.cursor;

import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows every source between the moment its events are put into the host's store and the moment a client
 * acknowledges them.
 *
 * <p>The store numbers its events with one sequence over all sources. At a put the tracker remembers
 * the end offset of the last boundary in it, as a <em>mark</em> of its source at the sequence of the source's last
 * event; an acknowledgement of a sequence advances each source to its last mark at or below it. A mark may stand at a
 * later sequence than its boundary, never at an earlier one: later means replay, earlier would mean loss.
 *
 * <p>Thread rules: every method locks this object. Whoever puts into or acknowledges in the store holds the same
 * monitor around both the store's call and the tracker's, else a client could acknowledge an event before its mark
 * is there, and the mark would wait for the next acknowledgement.
 */
public final class CursorTracker {

    /** The sequence of an empty store, as in the host. */
    public static final long EMPTY_SEQUENCE = -1;

    private final Map<SourceName, Progress> sources = new LinkedHashMap<>();
    private long generation;
    private boolean running;
    private long acknowledgedSequence = EMPTY_SEQUENCE;
    private long droppedCalls;

    /** The store starts empty: sequences begin anew, and no attempt of before may go on. */
    public synchronized void startGeneration() {
        forgetUnacknowledged();
        running = true;
    }

    /**
     * The store stops or is cleaned: what nobody acknowledged is forgotten, with the in-process resume offsets, so
     * that the next attempts resume from the cursor (I5). What was acknowledged stays.
     */
    public synchronized void endGeneration() {
        forgetUnacknowledged();
        running = false;
    }

    private void forgetUnacknowledged() {
        generation++;
        acknowledgedSequence = EMPTY_SEQUENCE;
        sources.values().forEach(Progress::forgetUnacknowledged);
    }

    /** Begins the next attempt of a source; whatever the one before still sends is dropped from now on. */
    public synchronized DumpAttempt beginAttempt(SourceName source) {
        Progress progress = progress(source);
        progress.attempt++;
        return new DumpAttempt(source, generation, progress.attempt);
    }

    /** Ends an attempt: nothing that it still sends is taken. Does nothing to a later attempt of the source. */
    public synchronized void endAttempt(DumpAttempt attempt) {
        if (isCurrent(attempt)) {
            progress(attempt.source()).attempt++;
        }
    }

    /** Tells which server the attempt reads from: its offsets mean something there only. */
    public synchronized void connected(DumpAttempt attempt, ServerIdentity identity, String address) {
        attempt.connectedTo(identity, address);
    }

    /** Whether what this attempt sends is taken. */
    public synchronized boolean isCurrent(DumpAttempt attempt) {
        return running && attempt.generation() == generation
                && progress(attempt.source()).attempt == attempt.number();
    }

    /**
     * Like {@link #isCurrent}, for a call that is about to hand something over: a refusal is counted.
     *
     * @return whether the caller may go on
     */
    public synchronized boolean admit(DumpAttempt attempt) {
        boolean current = isCurrent(attempt);
        if (!current) {
            droppedCalls++;
        }
        return current;
    }

    /**
     * Events of the source were put.
     *
     * @param sequence the store's sequence of the last of them
     */
    public synchronized void put(DumpAttempt attempt, long sequence) {
        if (isCurrent(attempt)) {
            progress(attempt.source()).lastPut = sequence;
        }
    }

    /**
     * Everything of the source up to a boundary has been handed over to the store. It waits for the source's own
     * last event there, and for no other source's, so it also serves a boundary whose events the host dropped (I3).
     *
     * @param boundary where the next transaction starts
     * @return false if the attempt is over and the call was dropped
     */
    public synchronized boolean boundary(DumpAttempt attempt, BinlogOffset boundary) {
        if (!admit(attempt)) {
            return false;
        }
        Progress progress = progress(attempt.source());
        SourceCursor cursor = SourceCursor.of(boundary, attempt.identity(), attempt.address());
        progress.handedOver = cursor;
        progress.handedOverAttempt = attempt.number();
        if (progress.lastPut <= acknowledgedSequence) {
            progress.acknowledge(cursor, attempt.number());
        } else {
            progress.mark(cursor, attempt.number());
        }
        return true;
    }

    /**
     * The client has acknowledged all events up to a sequence.
     *
     * @param sequence the store's ack sequence now
     */
    public synchronized void acknowledged(long sequence) {
        acknowledgedSequence = Math.max(acknowledgedSequence, sequence);
        for (Progress progress : sources.values()) {
            progress.advanceTo(acknowledgedSequence);
        }
    }

    /** Where the next attempt of the source resumes inside this process: the last boundary handed to the store. */
    public synchronized Optional<SourceCursor> handedOver(SourceName source) {
        return Optional.ofNullable(progress(source).handedOver);
    }

    /** As {@link #handedOver(SourceName)}, if it was this attempt that handed it over: what it read from is its server. */
    public synchronized Optional<SourceCursor> handedOverBy(DumpAttempt attempt) {
        Progress progress = progress(attempt.source());
        return progress.handedOverAttempt == attempt.number() ? Optional.ofNullable(progress.handedOver)
                : Optional.empty();
    }

    /** The acknowledged cursor of a source; empty if none of its boundaries was acknowledged in this process. */
    public synchronized Optional<SourceCursor> acknowledged(SourceName source) {
        return Optional.ofNullable(progress(source).acknowledged);
    }

    /** The number of the attempt that the acknowledged cursor of a source came from; 0 if there is none. */
    public synchronized long acknowledgedAttempt(SourceName source) {
        return progress(source).acknowledgedAttempt;
    }

    /** The acknowledged cursors of all sources that have one: what a flush makes durable. */
    public synchronized Map<SourceName, SourceCursor> acknowledged() {
        Map<SourceName, SourceCursor> snapshot = new LinkedHashMap<>();
        sources.forEach((name, progress) -> {
            if (progress.acknowledged != null) {
                snapshot.put(name, progress.acknowledged);
            }
        });
        return Collections.unmodifiableMap(snapshot);
    }

    /** Marks that wait for an acknowledgement: at most one for each event in the store and source. */
    public synchronized int pendingMarks() {
        return sources.values().stream().mapToInt(progress -> progress.marks.size()).sum();
    }

    /** Calls of ended attempts that were dropped since the process started. */
    public synchronized long droppedCalls() {
        return droppedCalls;
    }

    private Progress progress(SourceName source) {
        return sources.computeIfAbsent(source, name -> new Progress());
    }

    private static final class Progress {
        private final ArrayDeque<Mark> marks = new ArrayDeque<>();
        private long attempt;
        private long lastPut = EMPTY_SEQUENCE;
        private SourceCursor handedOver;
        private long handedOverAttempt;
        private SourceCursor acknowledged;
        private long acknowledgedAttempt;

        private void acknowledge(SourceCursor cursor, long attemptNumber) {
            acknowledged = cursor;
            acknowledgedAttempt = attemptNumber;
        }

        /** A source with nothing but filtered transactions writes over its own last mark: memory stays bounded. */
        private void mark(SourceCursor cursor, long attemptNumber) {
            Mark last = marks.peekLast();
            if (last != null && last.sequence == lastPut) {
                last.cursor = cursor;
                last.attempt = attemptNumber;
            } else {
                marks.addLast(new Mark(lastPut, cursor, attemptNumber));
            }
        }

        private void advanceTo(long sequence) {
            Mark mark;
            while ((mark = marks.peekFirst()) != null && mark.sequence <= sequence) {
                marks.removeFirst();
                acknowledge(mark.cursor, mark.attempt);
            }
        }

        private void forgetUnacknowledged() {
            marks.clear();
            lastPut = EMPTY_SEQUENCE;
            handedOver = null;
        }
    }

    private static final class Mark {
        private final long sequence;
        private SourceCursor cursor;
        private long attempt;

        private Mark(long sequence, SourceCursor cursor, long attempt) {
            this.sequence = sequence;
            this.cursor = cursor;
            this.attempt = attempt;
        }
    }
}
