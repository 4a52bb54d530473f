package io.github.lockkeeper.catalog;

import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.OffsetOrder;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a server had at one moment: who it is, its binlogs, its GTIDs, its clock. Immutable. */
public final class BinlogCatalog {

    private final ServerIdentity identity;
    private final List<BinlogFile> files;
    private final Optional<GtidSet> executed;
    private final GtidSet purged;
    private final boolean logsReplicated;
    private final long serverSeconds;
    private final long readAtSeconds;
    private final long oldestCreatedSeconds;
    private final boolean listingFresh;

    private BinlogCatalog(Draft draft) {
        this.identity = Objects.requireNonNull(draft.identity, "identity");
        this.files = Collections.unmodifiableList(draft.files);
        this.executed = draft.executed;
        this.purged = draft.purged;
        this.logsReplicated = draft.logsReplicated;
        this.serverSeconds = draft.serverSeconds;
        this.readAtSeconds = draft.readAtSeconds;
        this.oldestCreatedSeconds = draft.oldestCreatedSeconds;
        this.listingFresh = draft.listingFresh;
    }

    /**
     * Of a server without GTIDs that does not log what it replicates.
     *
     * @param files         oldest first; none where no binlog is written
     * @param serverSeconds the server's clock, unix seconds
     * @param readAtSeconds our clock at that moment, unix seconds
     */
    public static BinlogCatalog of(
            ServerIdentity identity, List<BinlogFile> files, long serverSeconds, long readAtSeconds) {
        Draft draft = new Draft();
        draft.identity = identity;
        draft.files = new ArrayList<>(files);
        draft.serverSeconds = serverSeconds;
        draft.readAtSeconds = readAtSeconds;
        return new BinlogCatalog(draft);
    }

    /** Every transaction gets a GTID there ({@code gtid_mode = ON}). */
    public BinlogCatalog withGtids(GtidSet newExecuted, GtidSet newPurged) {
        Draft draft = new Draft(this);
        draft.executed = Optional.of(newExecuted);
        draft.purged = newPurged;
        return new BinlogCatalog(draft);
    }

    /** @param logs whether what it replicates from others is in its own binlog ({@code log_slave_updates}) */
    public BinlogCatalog withLogsReplicated(boolean logs) {
        Draft draft = new Draft(this);
        draft.logsReplicated = logs;
        return new BinlogCatalog(draft);
    }

    /** @param seconds when the oldest file on disk was created, unix seconds by the server's clock; 0 if unknown */
    public BinlogCatalog withOldestCreated(long seconds) {
        Draft draft = new Draft(this);
        draft.oldestCreatedSeconds = seconds;
        return new BinlogCatalog(draft);
    }

    /** The files were listed some seconds before the rest: the newest may have grown, and newer ones may be there. */
    public BinlogCatalog withOlderListing() {
        Draft draft = new Draft(this);
        draft.listingFresh = false;
        return new BinlogCatalog(draft);
    }

    public ServerIdentity identity() {
        return identity;
    }

    /** Oldest first, as listed: with those that are not on disk. Empty where no binlog is written. */
    public List<BinlogFile> files() {
        return files;
    }

    /** Whether the files were listed together with the rest. */
    public boolean isListingFresh() {
        return listingFresh;
    }

    /** All GTIDs it has ever executed; empty where it gives none to its transactions. */
    public Optional<GtidSet> executed() {
        return executed;
    }

    /** The GTIDs that it has executed and that are in none of its binlogs any more. */
    public GtidSet purged() {
        return purged;
    }

    public boolean logsReplicated() {
        return logsReplicated;
    }

    /** By how many seconds its clock and ours differ, 0 or more. */
    public long clockDifferenceSeconds() {
        return Math.abs(serverSeconds - readAtSeconds);
    }

    /** When the oldest file on disk was created, unix seconds by the server's clock; 0 if nobody looked. */
    public long oldestCreatedSeconds() {
        return oldestCreatedSeconds;
    }

    /** As listed. */
    public Optional<BinlogFile> file(BinlogFileName name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /** The oldest file that can be read. */
    public Optional<BinlogFile> oldest() {
        return files.stream().filter(BinlogFile::isOnDisk).findFirst();
    }

    public Optional<BinlogFile> newest() {
        return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
    }

    /** The first file behind this one that can be read. */
    public Optional<BinlogFile> nextAfter(BinlogFileName name) {
        return files.stream().filter(BinlogFile::isOnDisk)
                .filter(file -> file.name().orderTo(name) == OffsetOrder.AFTER).findFirst();
    }

    /** Whether a file that was removed with {@code rm} is still listed: it counts as purged nowhere. */
    public boolean hasHole() {
        return !files.stream().allMatch(BinlogFile::isOnDisk);
    }

    /** For messages. */
    @Override
    public String toString() {
        String range = files.isEmpty() ? "no binlog" : files.get(0).name() + " to " + files.get(files.size() - 1).name();
        return identity + ", " + range;
    }

    private static final class Draft {
        private ServerIdentity identity;
        private List<BinlogFile> files;
        private Optional<GtidSet> executed = Optional.empty();
        private GtidSet purged = GtidSet.EMPTY;
        private boolean logsReplicated;
        private long serverSeconds;
        private long readAtSeconds;
        private long oldestCreatedSeconds;
        private boolean listingFresh = true;

        Draft() {
        }

        Draft(BinlogCatalog made) {
            identity = made.identity;
            files = made.files;
            executed = made.executed;
            purged = made.purged;
            logsReplicated = made.logsReplicated;
            serverSeconds = made.serverSeconds;
            readAtSeconds = made.readAtSeconds;
            oldestCreatedSeconds = made.oldestCreatedSeconds;
            listingFresh = made.listingFresh;
        }
    }
}
