package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import io.github.lockkeeper.fault.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a source changes between its master and its standby: between two attempts, never in one. What happens to its
 * cursor there the recovery decides, on the connection to the new server.
 *
 * <p>Thread-safe; {@link #take} and what follows from an attempt are called on the parse thread.
 */
final class StandbySwitch {

    /** Twice the period in which the host has an idle server send heartbeats into the dump. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Servers servers;
    private final LongSupplier nanoClock;
    private volatile boolean taken;
    private volatile boolean requested;
    private volatile long deliveredAt;
    private long seenEvents;
    private long toldFor = -1;

    /** What a source's parser knows and does about its servers. */
    interface Servers {
        ServerChoice choice();

        AuthenticationInfo inUse();

        /** Has the next attempt connect to this one. */
        void use(AuthenticationInfo server);

        /** Ends the attempt. */
        void reconnect();

        boolean isStreaming();

        /** How many attempts there were. */
        long attempts();

        /** Whether the source may go back to its master by itself. */
        boolean mayReturnToMaster();

        /** @param bad whether somebody should look */
        void tell(String line, boolean bad);
    }

    /** @param nanoClock as {@link System#nanoTime} */
    StandbySwitch(Servers servers, LongSupplier nanoClock) {
        this.servers = servers;
        this.nanoClock = nanoClock;
        this.deliveredAt = nanoClock.getAsLong();
    }

    /**
     * Notices whether the dump delivers; called by a timer, since each event would be too often.
     *
     * @param events how many of the attempt have arrived
     */
    void noteDelivery(long events) {
        if (events != seenEvents) {
            seenEvents = events;
            deliveredAt = nanoClock.getAsLong();
        }
    }

    /** Whether the server in use was changed to, and nothing has arrived from it yet. */
    boolean isTaken() {
        return taken;
    }

    /** Changes to the other server, if there is one. A request that was made before is met by it. */
    void take() {
        requested = false;
        other().ifPresent(other -> {
            servers.use(other);
            taken = !taken;
        });
    }

    void takeIfRequested() {
        if (requested) {
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
        Optional<AuthenticationInfo> other = other();
        boolean delivers = servers.isStreaming()
                && nanoClock.getAsLong() - deliveredAt < SILENCE.toNanos();
        if (delivers || !other.isPresent()) {
            tellNotSwitched(delivers ? "but its dump delivers" : "but it has no standby");
            return;
        }
        servers.tell("policy=standby: its pings failed and its dump is silent; goes on at "
                + ServerChoice.text(other.get().getAddress()), true);
        request();
    }

    private void tellNotSwitched(String why) {
        if (toldFor != servers.attempts()) {
            toldFor = servers.attempts();
            servers.tell("its pings fail, " + why + ": it is not switched", false);
        }
    }

    /** The master, while the source reads from its standby and is to go back by itself. */
    Optional<AuthenticationInfo> masterToReturnTo() {
        boolean may = servers.mayReturnToMaster() && servers.choice().isStandby(servers.inUse());
        return may ? other() : Optional.empty();
    }

    void returnToMaster() {
        servers.tell("its master has all that was delivered: goes back to it", false);
        request();
    }

    private Optional<AuthenticationInfo> other() {
        return servers.choice().otherThan(servers.inUse());
    }

    private void request() {
        requested = true;
        servers.reconnect();
    }
}
