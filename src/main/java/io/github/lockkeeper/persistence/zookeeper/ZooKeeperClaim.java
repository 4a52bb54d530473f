package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.OwnershipListener;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A claim by its epoch, which is the transaction that made the host's {@code running} node (I14): it only rises, so a
 * server that was owner before cannot claim again by a node of that time. Without an election the epoch is the stored
 * one plus one. Safe for use by several threads.
 */
final class ZooKeeperClaim implements CursorClaim, OwnershipWatch.WatchedClaim {
    private final ZooKeeperSession session;
    private final OwnedPlace owned;
    private final Optional<RunningNode> running;
    private final ClaimedRecord claimed;
    private final LateNodes lateNodes;
    private final Confirmation confirmation;
    private final Optional<String> warning;
    private final long firstEpoch;
    private OwnershipWatch watch;
    private OwnershipListener listener;
    private boolean toldSize;
    private boolean closed;

    private ZooKeeperClaim(OwnedPlace owned, Optional<RunningNode> running, ClaimedRecord claimed,
                           LateNodes lateNodes, Confirmation confirmation, Optional<String> warning) {
        this.session = claimed.session();
        this.lateNodes = lateNodes;
        this.owned = owned;
        this.running = running;
        this.claimed = claimed;
        this.confirmation = confirmation;
        this.warning = warning;
        this.firstEpoch = claimed.record().epoch();
    }

    /**
     * Takes the destination over.
     *
     * @param session becomes the claim's: closed with it, not by a failure
     * @throws CursorStoreException if it is not this server's to take, or the record cannot be read
     */
    static ZooKeeperClaim take(ZooKeeperSession session, DestinationPaths paths, OwnedPlace owned)
            throws ZooKeeperFailure {
        Confirmation confirmation = new Confirmation(session.sessionMillis() * 2L / 3);
        Optional<RunningNode> running = owned.require();
        session.sync(paths.cursor());
        Optional<Node> stored = session.read(paths.cursor());
        String place = session + paths.cursor();
        GroupCursor loaded = stored.isPresent()
                ? ClaimedRecord.parse(stored.get().content(), place) : GroupCursor.empty();
        ClaimEpoch epoch = ClaimEpoch.of(running, stored, loaded.epoch(), place);
        GroupCursor record = loaded.withEpoch(epoch.value());
        int version = write(session, paths.cursor(), stored, ClaimedRecord.content(record));
        Confirmation.Look look = confirmation.begin();
        owned.requireStill(running);
        look.foundInOrder();
        ClaimedRecord claimed = new ClaimedRecord(session, paths.cursor(), record, version);
        return new ZooKeeperClaim(
                owned, running, claimed, new LateNodes(session, paths), confirmation, epoch.warning());
    }

    private static int write(ZooKeeperSession session, String path, Optional<Node> stored, byte[] content)
            throws ZooKeeperFailure {
        if (stored.isPresent()) {
            return session.set(path, content, stored.get().version());
        }
        session.create(path, content);
        return 0;
    }

    /** The record's node, for what has to be written in one transaction with a check of it. */
    ClaimedRecord claimed() {
        return claimed;
    }

    ZooKeeperSession session() {
        return session;
    }

    @Override
    public GroupCursor record() {
        return claimed.record();
    }

    @Override
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public synchronized void save(GroupCursor next) {
        Objects.requireNonNull(next, "next");
        requireOpen();
        long epoch = claimed.record().epoch();
        if (next.epoch() < firstEpoch || next.epoch() > epoch) {
            throw new IllegalArgumentException(
                    "record of epoch " + next.epoch() + " saved by the claim of epoch " + epoch);
        }
        // One that was made from the record before the claim was renewed differs from it in the epoch only.
        tellSize(claimed.write(next.withEpoch(epoch)));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("claim is closed: " + claimed.place());
        }
    }

    /** Once, while there is still room. */
    private void tellSize(int bytes) {
        if (bytes > NodeContent.LARGE && !toldSize && listener != null) {
            toldSize = true;
            listener.told(ZooKeeperFailures.large(claimed.place(), bytes), true);
        }
    }

    @Override
    public boolean isConfirmed() {
        return confirmation.isGiven();
    }

    @Override
    public synchronized void watch(OwnershipListener newListener) {
        if (watch != null || closed) {
            throw new IllegalStateException("claim is watched or closed: " + claimed.place());
        }
        listener = newListener;
        lookBesideFirst();
        watch = new OwnershipWatch(owned, running, claimed, this, confirmation, listener);
        try {
            watch.start(session.sessionMillis());
        } catch (ZooKeeperFailure e) {
            watch.start(ZooKeeperSession.SESSION_MILLIS);
        }
    }

    /** Before anything begins; what cannot be seen now the watch looks at. */
    private void lookBesideFirst() {
        try {
            lookBeside(sentence -> listener.told(sentence, true));
        } catch (ZooKeeperFailure away) {
            return;
        }
    }

    /** The host lost its node and made it anew; if nobody claimed the record in between, nothing was lost. */
    @Override
    public synchronized void renew(RunningNode anew) {
        if (!closed) {
            claimed.write(claimed.record().withEpoch(anew.createdIn()));
        }
    }

    @Override
    public void lookBeside(Consumer<String> complaints) throws ZooKeeperFailure {
        lateNodes.look(complaints);
    }

    @Override
    public List<LateSends> lateSends() {
        return lateNodes.seen();
    }

    @Override
    public synchronized void settle(LateSends word) {
        requireOpen();
        lateNodes.remove(word, claimed);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        if (watch != null) {
            watch.close();
        }
        session.close();
    }
}
