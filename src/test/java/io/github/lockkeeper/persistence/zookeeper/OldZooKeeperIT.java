package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.persistence.CursorStoreContract;
import io.github.lockkeeper.persistence.GapJournalContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contracts of the store and the journal on the oldest ZooKeeper that is in use beside Canal. */
class OldZooKeeperIT {
    private static OldZooKeeper zooKeeper;

    @BeforeAll
    static void start() {
        zooKeeper = OldZooKeeper.start();
    }

    @AfterAll
    static void stop() {
        zooKeeper.close();
    }

    @Nested
    class Store extends CursorStoreContract {
        private final String destination = Ensemble.newDestination();

        @Override
        protected CursorStore open() {
            return new ZooKeeperCursorStore(zooKeeper.place(), destination, () -> null);
        }
    }

    @Nested
    class Journal extends GapJournalContract {
        private final String destination = Ensemble.newDestination();
        private final List<ZooKeeperCursorStore> stores = new ArrayList<>();

        @AfterEach
        void close() {
            stores.forEach(ZooKeeperCursorStore::close);
        }

        @Override
        protected GapJournal create() {
            ZooKeeperCursorStore store = new ZooKeeperCursorStore(zooKeeper.place(), destination, () -> null);
            stores.add(store);
            store.claim();
            return store.journal();
        }
    }
}
