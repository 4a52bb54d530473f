package io.github.lockkeeper.ops.main;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.gap.GapReading;
import io.github.lockkeeper.ops.cli.Checks;
import io.github.lockkeeper.ops.cli.DestinationStore;
import io.github.lockkeeper.persistence.zookeeper.ZooKeeperReaders;
import java.util.Optional;
import java.util.function.Supplier;

/** What the store in ZooKeeper has. */
final class NodeStore implements DestinationStore {
    private final Supplier<ZooKeeperReaders> readers;
    private final String place;
    private final String destination;

    /** @param readers connects when it is asked for the first time */
    NodeStore(Supplier<ZooKeeperReaders> readers, String place, String destination) {
        this.readers = readers;
        this.place = place;
        this.destination = destination;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String check() {
        return Checks.ZOOKEEPER;
    }

    @Override
    public Optional<CursorReading> record() {
        return readers.get().record(destination);
    }

    @Override
    public Optional<GapReading> journal() {
        return readers.get().journal(destination);
    }
}
