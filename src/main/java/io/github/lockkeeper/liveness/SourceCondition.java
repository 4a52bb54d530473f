package io.github.lockkeeper.liveness;

import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.position.SourceName;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The state of one source and the wait that it owes before its next attempt. Each change of state is told once.
 *
 * <p>Thread-safe; the listener is called outside the lock.
 */
public final class SourceCondition {

    private static final Duration HALT_RETRY = Duration.ofSeconds(30);

    /** Hears of changes. */
    public interface Listener {
        /** @param bad whether somebody should look: the alarm is for these, the log for all */
        void changed(String line, boolean bad);
    }

    private final SourceName source;
    private final Backoff backoff;
    private final Listener onChange;
    private final LongSupplier nanoClock;
    private long toldAtNanos;
    private volatile SourceState state = SourceState.STOPPED;
    private volatile boolean recovering;
    private String lastReason = "";
    private Duration owed = Duration.ZERO;

    /** @param onChange told each change of state once */
    public SourceCondition(SourceName source, Backoff backoff, Listener onChange) {
        this(source, backoff, onChange, System::nanoTime);
    }

    /** @param nanoClock as {@link System#nanoTime}, for the reminders */
    SourceCondition(SourceName source, Backoff backoff, Listener onChange, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.source = source;
        this.backoff = backoff;
        this.onChange = onChange;
    }

    public SourceState state() {
        return state;
    }

    /** Why the source is in its state; empty while all is well. */
    public synchronized String reason() {
        return lastReason;
    }

    /** The parser was started. */
    public void started() {
        synchronized (this) {
            backoff.reset();
            owed = Duration.ZERO;
        }
        change(SourceState.CONNECTING, "");
    }

    /**
     * The dump delivered an event. Cheap when nothing changes: called for every event.
     *
     * @param progress whether it is more than what opens every dump: only that ends a halt, and only that counts as
     *                 an attempt that worked
     */
    public void delivered(boolean progress) {
        if (state == SourceState.STREAMING && (!progress || !recovering)) {
            return;
        }
        synchronized (this) {
            boolean stays = state == SourceState.STOPPED || state == SourceState.BLOCKED
                    || state == SourceState.HALTED && !progress;
            if (stays) {
                return;
            }
            if (progress) {
                backoff.reset();
                recovering = false;
            }
            owed = Duration.ZERO;
        }
        change(SourceState.STREAMING, "");
    }

    /** What the dump delivers has found no room for long. Of a source that streams only: any other state says more. */
    public void blocked(String reason) {
        if (state == SourceState.STREAMING) {
            change(SourceState.BLOCKED, reason);
        }
    }

    /** There is room again. */
    public void unblocked() {
        if (state == SourceState.BLOCKED) {
            change(SourceState.STREAMING, "");
        }
    }

    /** An attempt ended with a fault. */
    public void failed(Fault fault) {
        SourceState next = fault.halts() ? SourceState.HALTED : SourceState.RETRYING;
        synchronized (this) {
            recovering = true;
            // What the policies have to decide they decide at the start of the next attempt.
            owed = fault.halts() ? HALT_RETRY : backoff.next();
            if (fault.heals() && state == SourceState.HALTED) {
                // Halted because no policy knew a way, and looked again: that it still has to be decided is no news.
                return;
            }
        }
        change(next, fault.toString());
    }

    /**
     * Tells again that the source is halted, if it was told last longer ago than that: a line that scrolled away must
     * not leave a dead source silent.
     */
    public void remind(Duration pace) {
        String line;
        synchronized (this) {
            boolean isDue = state == SourceState.HALTED && nanoClock.getAsLong() - toldAtNanos >= pace.toNanos();
            if (!isDue) {
                return;
            }
            toldAtNanos = nanoClock.getAsLong();
            line = "source=" + source + " state=" + state + " still " + lastReason;
        }
        onChange.changed(line, true);
    }

    /** This server does not own the destination any more; all that can follow is the stop: what still comes is not told. */
    public void fenced(String reason) {
        change(SourceState.FENCED, reason);
    }

    /** The parser was stopped. */
    public void stopped() {
        change(SourceState.STOPPED, "");
    }

    /** The wait before the next attempt; zero after it was taken. */
    public synchronized Duration takeOwedWait() {
        Duration wait = owed;
        owed = Duration.ZERO;
        return wait;
    }

    private void change(SourceState next, String reason) {
        String line;
        synchronized (this) {
            boolean isOver = state == SourceState.FENCED && next != SourceState.STOPPED;
            if (isOver || state == next && lastReason.equals(reason)) {
                return;
            }
            line = "source=" + source + " state=" + next + " before=" + state
                    + (reason.isEmpty() ? "" : " " + reason);
            state = next;
            lastReason = reason;
            toldAtNanos = nanoClock.getAsLong();
        }
        onChange.changed(line, next == SourceState.RETRYING || next == SourceState.HALTED);
    }
}
