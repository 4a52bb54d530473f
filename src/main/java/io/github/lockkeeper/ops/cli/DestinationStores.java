package io.github.lockkeeper.ops.cli;

import java.nio.file.Path;
import java.util.SortedSet;

/** Opens what destinations keep, wherever it is, and closes all of it at the end. Used by one thread. */
public interface DestinationStores extends AutoCloseable {
    /** @param folder of the destination; may be missing */
    DestinationStore inFolder(Path folder);

    /** Connects when something is read, and once for each access. */
    DestinationStore inZooKeeper(ZooKeeperAccess access, String destination);

    /**
     * The names of the destinations that have something there.
     *
     * @throws CommandFailure if that cannot be seen
     */
    SortedSet<String> destinationsIn(ZooKeeperAccess access);

    /** Where they are, for people. */
    String placeIn(ZooKeeperAccess access);

    @Override
    void close();
}
