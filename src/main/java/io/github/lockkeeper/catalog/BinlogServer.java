package io.github.lockkeeper.catalog;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The server behind one connection, asked before a dump. Each call is a query; none of the answers is ever a cursor by
 * itself, but for the very first start of a source (I1) and where a policy moved the source there.
 */
public interface BinlogServer {

    /** Who answers. */
    ServerIdentity identity() throws IOException;

    /** Whether it is a MariaDB: other GTIDs, no server_uuid. */
    boolean isMariaDb() throws IOException;

    /** Whether every transaction gets a GTID of MySQL's kind ({@code gtid_mode = ON}). */
    boolean hasGtids() throws IOException;

    /** {@code ROW}, {@code STATEMENT} or {@code MIXED}. */
    String binlogFormat() throws IOException;

    /** The server's clock, unix seconds. */
    long nowSeconds() throws IOException;

    /** Where the binlog ends now, with the GTIDs of the same answer; empty where none is written. */
    Optional<BinlogOffset> end() throws IOException;

    /** The beginning of the oldest file still there; empty where none is written. */
    Optional<BinlogOffset> beginning() throws IOException;

    /** What it has now. Takes the server's log lock (SHOW BINARY LOGS): not for every retry (I16). */
    BinlogCatalog catalog() throws IOException;

    /** The files still there, oldest first; empty where none is written. */
    List<BinlogFileName> files() throws IOException;

    /**
     * Where to resume when the event that starts at these coordinates was the last one delivered: behind it if it
     * ends a transaction or is one, at it if it begins one.
     */
    BinlogCoordinates behindDelivered(BinlogCoordinates eventStart) throws IOException;

    /**
     * The GTIDs of all transactions before these coordinates, read from the binlog itself: the file's Previous_gtids
     * and each GTID up to there. Costs a look at every event of the file up to there.
     *
     * @return none where there are no GTIDs
     */
    Gtids gtidsBefore(BinlogCoordinates coordinates) throws IOException;

    /**
     * Whether an INCIDENT lies there, events that the server itself has lost: looked for in the file that the place
     * begins in, not far behind it.
     *
     * @param from where an event starts
     * @param to   a later place
     * @return false too where it cannot be read
     */
    boolean hasIncident(BinlogCoordinates from, BinlogCoordinates to) throws IOException;

    /** What is in this set but was never executed there: empty if the server's history holds all of it. */
    GtidSet notExecuted(GtidSet set) throws IOException;

    /** What the server has purged from its binlogs and is not in this set: empty if it can send all that is missing. */
    GtidSet purgedBeyond(GtidSet set) throws IOException;
}
