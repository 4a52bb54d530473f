package io.github.lockkeeper.stream;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import java.util.Optional;

/**
 * Reads the events of one dump attempt in their order and says after which of them a source may resume: its
 * <em>boundaries</em> (I1). A boundary is an end offset (I2) together with all that the stream has shown by then:
 * the GTIDs passed, the time of the last transaction, the creation time of the file.
 *
 * <p>Not thread-safe: one scanner belongs to one attempt and sees its events one after another.
 */
public final class BoundaryScanner {

    /** Behind a comment too, as the host reads it: taken for a statement it would be a boundary inside. */
    private static final String BEGIN = "BEGIN";
    private static final String XA_START = "XA START";
    private static final String XA_END = "XA END";

    private final GtidTrail gtids;
    private String fileText = "";
    private BinlogFileName file;
    private long fileCreatedSeconds;
    private long lastEnd;
    private long lastBoundary;
    private boolean wrapped;
    private boolean creationUntold;
    private boolean inTransaction;
    private boolean mariaDbGroup;
    private long lastTransactionSeconds;

    /**
     * @param start       where the dump starts
     * @param resumeByGtid whether the server was asked by GTID set: it then skips what the set holds, and a file's
     *                    Previous_gtids say nothing about what this source has
     */
    public BoundaryScanner(BinlogOffset start, boolean resumeByGtid) {
        this.gtids = new GtidTrail(start.gtids(), start.lastGtid().orElse(""));
        this.lastTransactionSeconds = start.timestampSeconds();
        if (!resumeByGtid) {
            this.file = start.coordinates().file();
            this.fileText = file.toString();
            this.lastEnd = start.coordinates().position();
            this.lastBoundary = lastEnd;
            this.fileCreatedSeconds = start.fileCreatedSeconds();
        }
    }

    /** The FORMAT_DESCRIPTION event that opens a file and each dump; its time is the file's creation time. */
    public void formatDescription(String inFile, long whenSeconds) {
        name(inFile);
        creationUntold |= fileCreatedSeconds != whenSeconds;
        fileCreatedSeconds = whenSeconds;
        // A server that crashed leaves the last transaction of a file without an end: it never happened.
        inTransaction = false;
        mariaDbGroup = false;
        gtids.withdraw();
    }

    /**
     * A ROTATE event: the next event stands in another file.
     *
     * @param artificial made up by the server for this dump (time 0): names the file, is no position
     */
    public Optional<BinlogOffset> rotate(String toFile, long position, boolean artificial) {
        enter(toFile);
        if (artificial || inTransaction) {
            return Optional.empty();
        }
        lastEnd = position;
        return Optional.of(offset(position));
    }

    /** A GTID event of MySQL opens a transaction. */
    public void gtid(String inFile, long end, String uuid, long gno) {
        passed(inFile, end);
        endUnnoticed();
        gtids.announce(uuid, gno);
    }

    /** A transaction without a GTID: the set, where there is one, does not cover it (I11). */
    public void anonymousGtid(String inFile, long end) {
        passed(inFile, end);
        endUnnoticed();
        gtids.announceNone();
    }

    /** A group begins, so the one before has ended: a DDL whose text ends in BEGIN looks like the start of one. */
    private void endUnnoticed() {
        if (inTransaction) {
            inTransaction = false;
            gtids.commit();
        }
    }

    /** A GTID of a kind that this set cannot hold (tagged, MySQL 8.3 and later): from here by coordinates only. */
    public void gtidOfUnknownForm(String inFile, long end) {
        passed(inFile, end);
        gtids.lose();
    }

    /**
     * A GTID event of MariaDB, which opens a group and replaces its BEGIN. The host's decoder keeps neither its
     * domain nor its flags, so the position per domain is lost here.
     */
    public void mariaDbGtid(String inFile, long end) {
        passed(inFile, end);
        gtids.lose();
        mariaDbGroup = true;
    }

    /** An event that carries rows or belongs to a statement: only ever inside a transaction. */
    public void inside(String inFile, long end) {
        passed(inFile, end);
        inTransaction |= mariaDbGroup;
    }

    /** An event that neither opens nor ends anything. */
    public void other(String inFile, long end) {
        passed(inFile, end);
    }

    /** A QUERY event: BEGIN, COMMIT, a DDL, an XA command, or a statement inside a transaction. */
    public Optional<BinlogOffset> query(String inFile, long end, long whenSeconds, String sql) {
        passed(inFile, end);
        String text = sql.trim();
        if (endsWith(text, BEGIN) || startsWith(text, XA_START)) {
            inTransaction = true;
            return Optional.empty();
        }
        if (text.equalsIgnoreCase("COMMIT") || text.equalsIgnoreCase("ROLLBACK")) {
            return ended(end, whenSeconds);
        }
        if (inTransaction || startsWith(text, XA_END) || (mariaDbGroup && StatementKind.changesRows(text))) {
            // XA END is followed by an XA PREPARE event, which ends the group.
            return Optional.empty();
        }
        return ended(end, whenSeconds);
    }

    /** XID or XA PREPARE: the end of a transaction. */
    public Optional<BinlogOffset> transactionEnd(String inFile, long end, long whenSeconds) {
        passed(inFile, end);
        return ended(end, whenSeconds);
    }

    /**
     * A heartbeat of the server: everything before its position has been sent or was skipped on purpose, so an idle
     * source's cursor follows it. Artificial by nature (time 0), yet in order in the stream.
     */
    public Optional<BinlogOffset> heartbeat(String inFile, long position) {
        boolean behind = file == null || !inFile.equals(fileText) || position < lastEnd
                || position <= lastBoundary && !creationUntold;
        if (behind || inTransaction || mariaDbGroup || wrapped || gtids.isAnnounced()) {
            return Optional.empty();
        }
        lastEnd = position;
        return Optional.of(offset(position));
    }

    private Optional<BinlogOffset> ended(long end, long whenSeconds) {
        inTransaction = false;
        mariaDbGroup = false;
        lastTransactionSeconds = whenSeconds;
        gtids.commit();
        // Beyond 4 GiB the protocol's 32 bits do not reach: nobody could resume there; the next file serves.
        return wrapped || end <= 0 ? Optional.empty() : Optional.of(offset(end));
    }

    private void enter(String newFile) {
        if (newFile == null || newFile.equals(fileText)) {
            return;
        }
        fileText = newFile;
        file = BinlogFileName.parse(newFile);
        fileCreatedSeconds = 0;
        lastBoundary = 0;
        lastEnd = 0;
        wrapped = false;
    }

    /** Only a ROTATE leads into another file: MariaDB's checkpoints make later hosts name an older one. */
    private void name(String inFile) {
        if (file == null) {
            enter(inFile);
        }
    }

    private void passed(String inFile, long end) {
        name(inFile);
        if (end > 0) {
            wrapped |= end < lastEnd;
            lastEnd = end;
        }
    }

    private BinlogOffset offset(long position) {
        lastBoundary = position;
        creationUntold = false;
        return BinlogOffset.of(BinlogCoordinates.of(file, position), gtids.passed(), lastTransactionSeconds,
                fileCreatedSeconds, gtids.last());
    }

    private static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static boolean endsWith(String text, String suffix) {
        return text.regionMatches(true, text.length() - suffix.length(), suffix, 0, suffix.length());
    }

    /** The GTIDs that have passed so far. */
    public Gtids gtids() {
        return gtids.passed();
    }
}
