package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.GapReading;
import java.util.Optional;

/** What is kept for a destination, read without taking it over and without writing: for tools that show it. */
public final class ZooKeeperReaders {
    private ZooKeeperReaders() {
    }

    /**
     * The record.
     *
     * @return empty when there has never been one
     * @throws io.github.lockkeeper.cursor.CursorStoreException when there is one that cannot be read or used, or
     *         ZooKeeper cannot be reached
     */
    public static Optional<CursorReading> record(ZooKeeperPlace place, String destination) {
        DestinationPaths paths = new DestinationPaths(destination);
        return record(place, paths).map(record -> CursorReading.of(record, place + paths.cursor()));
    }

    static Optional<GroupCursor> record(ZooKeeperPlace place, DestinationPaths paths) {
        try (ZooKeeperSession session = ZooKeeperSession.open(place)) {
            session.sync(paths.cursor());
            return session.read(paths.cursor())
                    .map(node -> ClaimedRecord.parse(node.content(), place + paths.cursor()));
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.unavailable(place + paths.cursor(), "be read", e);
        }
    }

    /**
     * The journal.
     *
     * @return empty when there has never been one
     * @throws io.github.lockkeeper.gap.GapJournalException when it cannot be read or used, or ZooKeeper cannot be
     *         reached
     */
    public static Optional<GapReading> journal(ZooKeeperPlace place, String destination) {
        DestinationPaths paths = new DestinationPaths(destination);
        String where = place + paths.gaps();
        try (ZooKeeperSession session = ZooKeeperSession.open(place)) {
            session.sync(paths.gaps());
            return session.version(paths.gaps()).isPresent()
                    ? Optional.of(GapReading.of(GapNodes.read(session, paths).inOrder(), where, Optional.empty()))
                    : Optional.empty();
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.journalUnavailable(where, "be read", e);
        }
    }
}
