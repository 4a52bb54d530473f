package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.OwnershipListener;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.zookeeper.WatchedEvent;

/**
 * Looks, about once a second and whenever ZooKeeper says that it changed, whether this server still runs the
 * destination, and whether the record is still what its claim wrote.
 *
 * <p>Ownership is confirmed while the last look that found all in order began less than two thirds of the session
 * time-out ago (I15): the host's session, which the election hangs on, is kept up every third of that time-out, so it
 * cannot have expired in between.
 *
 * <p>Thread-safe; looks on a thread of its own.
 */
final class OwnershipWatch implements AutoCloseable {
    private static final long LONGEST_PERIOD_MILLIS = 1000;
    private static final int LOOKS_PER_SESSION = 6;

    private final OwnedPlace owned;
    private final ClaimedRecord record;
    private final WatchedClaim claim;
    private final Confirmation confirmation;
    private final OwnershipListener listener;
    private final ScheduledExecutorService thread;
    private Optional<RunningNode> running;
    private boolean toldDoubt;
    private boolean over;

    /** What the claim itself does when it is looked after. */
    interface WatchedClaim {
        /**
         * Claims the record anew for the same server whose node was made anew.
         *
         * @throws CursorStoreException FENCED if somebody else claimed it in between
         */
        void renew(RunningNode running);

        /**
         * All is in order: looks at what lies beside the record.
         *
         * @param complaints told what somebody should look at
         */
        void lookBeside(Consumer<String> complaints) throws ZooKeeperFailure;
    }

    OwnershipWatch(OwnedPlace owned, Optional<RunningNode> running, ClaimedRecord record, WatchedClaim claim,
                   Confirmation confirmation, OwnershipListener listener) {
        this.owned = owned;
        this.running = running;
        this.record = record;
        this.claim = claim;
        this.confirmation = confirmation;
        this.listener = listener;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "lockkeeper-owner-" + record.place());
            made.setDaemon(true);
            return made;
        });
    }

    void start(int sessionMillis) {
        long period = Math.min(LONGEST_PERIOD_MILLIS, sessionMillis / LOOKS_PER_SESSION);
        thread.scheduleWithFixedDelay(this::look, 0, period, TimeUnit.MILLISECONDS);
    }

    private void changed(WatchedEvent event) {
        try {
            thread.execute(this::look);
        } catch (RejectedExecutionException closed) {
            // Nobody asks any more.
            return;
        }
    }

    private void look() {
        if (over) {
            return;
        }
        Confirmation.Look look = confirmation.begin();
        try {
            boolean isOurs = !owned.isElected() || isStillOurs();
            if (over) {
                return;
            }
            record.verify();
            if (isOurs) {
                look.foundInOrder();
                claim.lookBeside(sentence -> listener.told(sentence, true));
            } else {
                confirmation.withdraw();
            }
            tellDoubt(owned.path() + " does not exist");
        } catch (CursorStoreException e) {
            fenced(e);
        } catch (ZooKeeperFailure e) {
            tellDoubt(owned.path() + " cannot be read: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            // Else it would end the schedule without a word.
            tellDoubt(e.toString());
        }
    }

    private void fenced(CursorStoreException e) {
        if (e.kind() == Kind.FENCED && record.isCauseSeen()) {
            lose(e.getMessage(), record.isLostToOwner());
            return;
        }
        if (e.kind() == Kind.FENCED) {
            confirmation.withdraw();
        }
        tellDoubt(e.problem());
    }

    private boolean isStillOurs() throws ZooKeeperFailure {
        Optional<RunningNode> now = owned.read(this::changed);
        if (!now.isPresent()) {
            return false;
        }
        if (!owned.isOurs(now.get())) {
            lose(owned.path() + " says that " + now.get().address() + " runs the destination now", true);
            return false;
        }
        if (!now.get().isSame(running.get())) {
            claim.renew(now.get());
            running = now;
        }
        return true;
    }

    private void lose(String reason, boolean toOtherServer) {
        over = true;
        confirmation.withdraw();
        thread.shutdown();
        listener.lost(reason, toOtherServer);
    }

    private void tellDoubt(String why) {
        boolean inDoubt = !confirmation.isGiven();
        if (inDoubt == toldDoubt) {
            return;
        }
        toldDoubt = inDoubt;
        if (inDoubt) {
            listener.told("it is not certain that this server still runs the destination: " + why + ". No batch is"
                    + " handed out and no heartbeat is written until it is; what was acknowledged is kept.", true);
        } else {
            listener.told("it is certain again that this server runs the destination; batches are handed out.", false);
        }
    }

    @Override
    public void close() {
        confirmation.withdraw();
        thread.shutdownNow();
    }
}
