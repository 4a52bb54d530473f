package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.OffsetOrder;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides how a source that has a cursor resumes on the server that answers: by coordinates on the server they belong
 * to, by GTID set where the user wants it or the server is another one. Moves nothing: in doubt the source halts.
 */
final class StartFinder {

    private final SourceName source;
    private final GtidMode gtidMode;
    private final Reporter reporter;

    StartFinder(SourceName source, GtidMode gtidMode, Reporter reporter) {
        this.source = source;
        this.gtidMode = gtidMode;
        this.reporter = reporter;
    }

    /**
     * @param cursor  where the source stands
     * @param address of the server that answers
     * @throws SourceFaultException if the cursor means nothing there
     */
    SourceStart resume(SourceCursor cursor, BinlogServer server, String address, Supplier<TimeSearch> searches)
            throws IOException {
        ServerIdentity here = server.identity();
        SourceCursor now = cursor.withIdentity(here).withAddress(address);
        boolean gtids = gtidMode != GtidMode.OFF && server.hasGtids();
        if (cursor.identity().isKnown() && !cursor.identity().isSameServer(here)) {
            return onAnotherServer(cursor, now, server, gtids);
        }
        if (!gtids) {
            return SourceStart.byCoordinates(withoutGtids(now));
        }
        SourceCursor known = withGtids(now, server);
        refuseLostHistory(known, server);
        if (gtidMode != GtidMode.ON || !hasTransactions(known)) {
            return SourceStart.byCoordinates(known);
        }
        refuseRecreatedFile(known.offset(), server, searches);
        return SourceStart.byGtid(known);
    }

    /** What was delivered and never happened on this server: its history went back (I9). */
    private static void refuseLostHistory(SourceCursor cursor, BinlogServer server) throws IOException {
        GtidSet delivered = cursor.offset().gtids().set().orElse(GtidSet.EMPTY);
        GtidSet extra = delivered.isEmpty() ? delivered : server.notExecuted(delivered);
        if (!extra.isEmpty()) {
            throw new SourceFaultException(FaultKind.REWOUND, "the server has not executed what was delivered: ["
                    + extra + "]");
        }
    }

    /**
     * By GTID nothing in the stream shows that the numbers were given again after a reset: the file of the cursor
     * does, where it is still there, or where the server has not come to it yet.
     */
    private static void refuseRecreatedFile(BinlogOffset offset, BinlogServer server, Supplier<TimeSearch> searches)
            throws IOException {
        BinlogFileName file = offset.coordinates().file();
        List<BinlogFileName> files = server.files();
        if (!files.isEmpty() && files.get(files.size() - 1).orderTo(file) == OffsetOrder.BEFORE) {
            throw new SourceFaultException(FaultKind.REWOUND, "the server's newest binlog is "
                    + files.get(files.size() - 1) + ", that of the cursor is " + file);
        }
        if (offset.fileCreatedSeconds() == 0 || !files.contains(file)) {
            return;
        }
        long created = searches.get().created(file);
        if (created != offset.fileCreatedSeconds()) {
            throw new SourceFaultException(FaultKind.REWOUND, file + " was created at " + created
                    + ", the file of the cursor at " + offset.fileCreatedSeconds() + " (unix seconds)");
        }
    }

    private SourceStart onAnotherServer(SourceCursor cursor, SourceCursor now, BinlogServer server, boolean gtids)
            throws IOException {
        Optional<GtidSet> delivered = cursor.offset().gtids().set();
        if (!gtids || !delivered.isPresent() || delivered.get().isEmpty()) {
            throw new SourceFaultException(FaultKind.FOREIGN_SERVER, "the cursor " + cursor.offset()
                    + " belongs to server " + cursor.identity() + " at " + cursor.address() + ", but "
                    + now.address() + " is server " + now.identity() + ", and there is no GTID set on both sides");
        }
        GtidSet extra = server.notExecuted(delivered.get());
        GtidSet missing = server.purgedBeyond(delivered.get());
        if (!extra.isEmpty() || !missing.isEmpty()) {
            throw new SourceFaultException(FaultKind.DIVERGED, "server " + now.identity() + " at " + now.address()
                    + " lacks what was delivered: [" + extra + "], and has purged what was not: [" + missing + "]");
        }
        reporter.warn("source=" + source + " server changed from=" + cursor.identity() + " to=" + now.identity()
                + ": resumes by its GTID set, without a gap");
        return SourceStart.byGtid(now);
    }

    /** A cursor without a set, from a time without GTIDs or a configured position, gets the set of its place. */
    private SourceCursor withGtids(SourceCursor cursor, BinlogServer server) throws IOException {
        BinlogOffset offset = cursor.offset();
        if (offset.gtids().isPresent()) {
            return cursor;
        }
        Gtids passed = server.gtidsBefore(offset.coordinates());
        return cursor.withOffset(offset.withGtids(passed));
    }

    private SourceCursor withoutGtids(SourceCursor cursor) {
        if (gtidMode == GtidMode.ON) {
            reporter.note("source=" + source + " canal.instance.gtidon=true, but the server gives no GTIDs "
                    + "(gtid_mode is not ON): runs by coordinates");
        }
        return cursor.withOffset(cursor.offset().withGtids(Gtids.none()));
    }

    /** The host dumps by coordinates when the set is empty, and so do we: it means the same then. */
    private static boolean hasTransactions(SourceCursor cursor) {
        return cursor.offset().gtids().set().map(set -> !set.isEmpty()).orElse(false);
    }
}
