package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.liveness.SourceState;
import java.time.Duration;
import java.util.Optional;

/**
 * When a source changes between its master and its standby: between two attempts, never in one. What happens to its
 * cursor there the recovery decides, on the connection to the new server.
 *
 * <p>Thread-safe; {@link #take} and what follows from an attempt are called on the parse thread.
 */
final class StandbySwitch {

    /** Twice the period in which the host has an idle server send heartbeats into the dump. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final SourceEventParser parser;
    private volatile boolean taken;
    private volatile boolean requested;
    private volatile long deliveredAt = System.nanoTime();
    private Object lastSeenEvent;
    private long toldFor = -1;

    StandbySwitch(SourceEventParser parser) {
        this.parser = parser;
    }

    /** Notices whether the dump delivers; called by a timer, since each event would be too often. */
    void noteDelivery(AttemptStream streaming) {
        Object event = streaming == null ? null : streaming.lastEvent();
        if (event != lastSeenEvent) {
            lastSeenEvent = event;
            deliveredAt = System.nanoTime();
        }
    }

    /** Whether the server in use was changed to, and nothing has arrived from it yet. */
    boolean isTaken() {
        return taken;
    }

    /** Changes to the other server, if there is one. */
    void take() {
        parser.otherServer().ifPresent(other -> {
            parser.use(other);
            taken = !taken;
        });
    }

    void takeIfRequested() {
        if (requested) {
            requested = false;
            take();
        }
    }

    /** The server in use sends. */
    void arrived() {
        taken = false;
    }

    /** The attempt failed. Where the server that was to help is no help, the first one is asked again. */
    void failed(Fault fault) {
        if (taken && !fault.heals()) {
            take();
        }
    }

    /** The host's pings failed. They alone switch no source whose dump delivers. */
    void pingsFailed() {
        Optional<AuthenticationInfo> other = parser.otherServer();
        boolean delivers = parser.condition().state() == SourceState.STREAMING
                && System.nanoTime() - deliveredAt < SILENCE.toNanos();
        if (delivers || !other.isPresent()) {
            tellNotSwitched(delivers ? "but its dump delivers" : "but it has no standby");
            return;
        }
        parser.reporter.warn("source=" + parser.source + " policy=standby: its pings failed and its dump is silent; "
                + "goes on at " + ServerChoice.text(other.get().getAddress()));
        request();
    }

    private void tellNotSwitched(String why) {
        if (toldFor != parser.attempts()) {
            toldFor = parser.attempts();
            parser.reporter.note("source=" + parser.source + " its pings fail, " + why + ": it is not switched");
        }
    }

    /** The master, while the source reads from its standby and is to go back by itself. */
    Optional<AuthenticationInfo> masterToReturnTo() {
        boolean may = parser.returnsToMaster && parser.gtidMode != GtidMode.OFF
                && parser.choice().isStandby(parser.inUse());
        return may ? parser.otherServer() : Optional.empty();
    }

    void returnToMaster() {
        parser.reporter.note("source=" + parser.source + " its master has all that was delivered: goes back to it");
        request();
    }

    private void request() {
        requested = true;
        parser.reconnect();
    }
}
