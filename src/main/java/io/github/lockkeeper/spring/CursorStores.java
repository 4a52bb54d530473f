package io.github.lockkeeper.spring;

import io.github.lockkeeper.canal.meta.HostAddress;
import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.persistence.file.FileCursorReader;
import io.github.lockkeeper.persistence.file.FileCursorStore;
import io.github.lockkeeper.persistence.file.FileGapJournal;
import io.github.lockkeeper.persistence.memory.MemoryGapJournal;
import io.github.lockkeeper.persistence.zookeeper.ZooKeeperCursorStore;
import io.github.lockkeeper.persistence.zookeeper.ZooKeeperPlace;
import java.nio.file.Paths;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the cursor stores whose constructors the template's placeholders cannot fill: Spring 3.2 knows no paths. */
public final class CursorStores {

    private CursorStores() {
    }

    /** The journal beside it, a new one for each start of the instance. */
    public static Supplier<GapJournal> fileGaps(String dataDir, String destination) {
        return () -> new FileGapJournal(Paths.get(dataDir, destination));
    }

    /** A journal that lives as long as the context. */
    public static Supplier<GapJournal> memoryGaps() {
        return new MemoryGapJournal()::sharing;
    }

    /** The store in ZooKeeper. */
    public static ZooKeeperCursorStore zooKeeper(String servers, String destination, String acl, String auth) {
        return new ZooKeeperCursorStore(new ZooKeeperPlace(servers, acl, auth), destination, HostAddress::ofThisServer);
    }

    /** The journal beside it, a new one for each start of the instance. */
    public static Supplier<GapJournal> zooKeeperGaps(ZooKeeperCursorStore store) {
        return store::journal;
    }

    /** The record that a store of files left in a destination's folder. */
    public static Supplier<Optional<CursorReading>> fileRecord(String dataDir, String destination) {
        return () -> FileCursorReader.read(Paths.get(dataDir, destination));
    }

    /** There was no other place before. */
    public static Supplier<Optional<CursorReading>> noRecord() {
        return Optional::empty;
    }

    /** The store in a destination's folder below the data directory, beside the host's own {@code meta.dat}. */
    public static CursorStore file(String dataDir, String destination) {
        return new FileCursorStore(Paths.get(dataDir, destination));
    }
}
