package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.persistence.CursorStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract in ZooKeeper, where no host elects. */
class ZooKeeperCursorStoreTest extends CursorStoreContract {
    private static Ensemble ensemble;
    private final String destination = Ensemble.newDestination();

    @BeforeAll
    static void start() {
        ensemble = Ensemble.start();
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @Override
    protected CursorStore open() {
        return new ZooKeeperCursorStore(ensemble.place(), destination, () -> null);
    }
}
