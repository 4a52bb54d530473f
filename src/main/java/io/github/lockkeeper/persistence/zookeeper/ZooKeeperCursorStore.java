package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.gap.GapJournal;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the record in one node, {@code /otter/canal/lockkeeper/<destination>/cursor}, and the journal in nodes beside
 * it. Opens a connection for each look and each claim, none before. Safe for use by several threads.
 */
public final class ZooKeeperCursorStore implements CursorStore {
    private final ZooKeeperPlace place;
    private final DestinationPaths paths;
    private final Supplier<String> server;
    private ZooKeeperClaim claim;
    private boolean closed;

    /**
     * @param server this server's address as the host registers it in its election, asked at each claim; gives null
     *               where no host elects, in an embedded server
     */
    public ZooKeeperCursorStore(ZooKeeperPlace place, String destination, Supplier<String> server) {
        this.place = place;
        this.paths = new DestinationPaths(destination);
        this.server = server;
    }

    @Override
    public Optional<GroupCursor> load() {
        return ZooKeeperReaders.record(place, paths);
    }

    @Override
    public synchronized CursorClaim claim() {
        if (closed) {
            throw new IllegalStateException("store is closed: " + description());
        }
        ZooKeeperSession session = null;
        boolean taken = false;
        try {
            session = ZooKeeperSession.open(place);
            claim = ZooKeeperClaim.take(session, paths, new OwnedPlace(session, paths, server.get()));
            taken = true;
            return claim;
        } catch (ZooKeeperFailure e) {
            throw e.kind() == ZooKeeperFailure.Kind.CHANGED
                    ? ZooKeeperFailures.notOwner(description(), "was written by somebody else while it was claimed")
                    : ZooKeeperFailures.unavailable(description(), "be claimed", e);
        } finally {
            if (!taken && session != null) {
                session.close();
            }
        }
    }

    @Override
    public void leave(LateSends word) {
        LateNodes.write(place, paths, word);
    }

    /** Makes the journal that belongs to the claim which is held then; a new one for each start. */
    public synchronized GapJournal journal() {
        if (claim == null) {
            throw new IllegalStateException("the destination is not claimed: " + description());
        }
        return new ZooKeeperGapJournal(claim, paths);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (claim != null) {
            claim.close();
        }
    }

    @Override
    public String description() {
        return place + paths.cursor();
    }
}
