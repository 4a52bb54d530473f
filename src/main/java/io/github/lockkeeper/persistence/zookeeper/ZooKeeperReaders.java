package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapReading;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.zookeeper.client.ConnectStringParser;

/**
 * What is kept for destinations, read without taking them over and without writing, over one connection: for tools that
 * show it. Safe for use by several threads.
 */
public final class ZooKeeperReaders implements AutoCloseable {
    private static final String ROOT = DestinationPaths.HOST_ROOT + "/lockkeeper";

    private final ZooKeeperPlace place;
    private final ZooKeeperSession session;

    private ZooKeeperReaders(ZooKeeperPlace place, ZooKeeperSession session) {
        this.place = place;
        this.session = session;
    }

    /**
     * @throws IllegalArgumentException if the place has no list of servers that can be read
     * @throws CursorStoreException UNAVAILABLE, if there is no connection within some seconds
     */
    public static ZooKeeperReaders open(ZooKeeperPlace place) {
        // The client would try such a list until its time is over.
        if (new ConnectStringParser(place.servers()).getServerAddresses().isEmpty()) {
            throw new IllegalArgumentException("it has no server");
        }
        try {
            return new ZooKeeperReaders(place, ZooKeeperSession.open(place));
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.unavailable(place.toString(), "be read", e);
        }
    }

    /** The node above those of the destinations, for people. */
    public static String where(ZooKeeperPlace place) {
        return place + ROOT;
    }

    /**
     * The names of the destinations that have a node; there may be nothing in it.
     *
     * @throws CursorStoreException UNAVAILABLE
     */
    public SortedSet<String> destinations() {
        try {
            session.sync(ROOT);
            return new TreeSet<>(session.children(ROOT));
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.unavailable(where(place), "be read", e);
        }
    }

    /**
     * The record of a destination.
     *
     * @return empty when there has never been one
     * @throws CursorStoreException when there is one that cannot be read or used, or there is no connection
     */
    public Optional<CursorReading> record(String destination) {
        DestinationPaths paths = new DestinationPaths(destination);
        String where = place + paths.cursor();
        try {
            return record(session, paths).map(record -> CursorReading.of(record, where));
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.unavailable(where, "be read", e);
        }
    }

    /** @throws CursorStoreException as of {@link #record(String)} */
    static Optional<GroupCursor> record(ZooKeeperPlace place, DestinationPaths paths) {
        try (ZooKeeperSession session = ZooKeeperSession.open(place)) {
            return record(session, paths);
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.unavailable(place + paths.cursor(), "be read", e);
        }
    }

    private static Optional<GroupCursor> record(ZooKeeperSession session, DestinationPaths paths)
            throws ZooKeeperFailure {
        session.sync(paths.cursor());
        return session.read(paths.cursor())
                .map(node -> ClaimedRecord.parse(node.content(), session + paths.cursor()));
    }

    /**
     * The journal of a destination.
     *
     * @return empty when there has never been one
     * @throws GapJournalException when it cannot be read or used, or there is no connection
     */
    public Optional<GapReading> journal(String destination) {
        DestinationPaths paths = new DestinationPaths(destination);
        String where = place + paths.gaps();
        try {
            session.sync(paths.gaps());
            return session.version(paths.gaps()).isPresent()
                    ? Optional.of(GapReading.of(GapNodes.read(session, paths).inOrder(), where, Optional.empty()))
                    : Optional.empty();
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.journalUnavailable(where, "be read", e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
