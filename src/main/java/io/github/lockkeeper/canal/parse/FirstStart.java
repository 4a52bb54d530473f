package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.protocol.position.EntryPosition;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.config.StartMode;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.OffsetOrder;
import io.github.lockkeeper.position.ServerIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Decides where a source without a cursor starts: at its configured position, else at the end or the beginning of
 * the binlog. The only place where a query's answer becomes a cursor (I1).
 */
final class FirstStart {

    private final GtidMode gtidMode;
    private final StartMode startMode;

    /** @param startMode where to start when no position is configured */
    FirstStart(GtidMode gtidMode, StartMode startMode) {
        this.gtidMode = gtidMode;
        this.startMode = startMode;
    }

    /** @return a place whose file may be purged already */
    SourceCursor decide(EntryPosition configured, BinlogServer server, String address, TimeSearch search)
            throws IOException {
        ServerIdentity identity = server.identity();
        BinlogOffset offset = offset(configured, server, search);
        // Listed last: the end may have moved into a new file meanwhile.
        List<BinlogFileName> files = server.files();
        requireNotInFuture(offset, files);
        return SourceCursor.of(withCreation(offset, files, search), identity, address);
    }

    /** What is purged goes through the policies; what never was there is a mistake. */
    private static void requireNotInFuture(BinlogOffset offset, List<BinlogFileName> files) {
        BinlogFileName file = offset.coordinates().file();
        BinlogFileName newest = files.get(files.size() - 1);
        if (file.orderTo(newest) == OffsetOrder.AFTER || !file.base().equals(newest.base())) {
            throw new SourceFaultException(FaultKind.BAD_START, "the server has no binlog " + file + ": it has "
                    + files.get(0) + " to " + newest);
        }
    }

    /** The creation time of its file is what tells this history from another one later (I9). */
    private static BinlogOffset withCreation(BinlogOffset offset, List<BinlogFileName> files, TimeSearch search)
            throws IOException {
        BinlogFileName file = offset.coordinates().file();
        return files.contains(file) ? offset.withFileCreatedSeconds(search.created(file)) : offset;
    }

    private BinlogOffset offset(EntryPosition configured, BinlogServer server, TimeSearch search) throws IOException {
        long now = server.nowSeconds();
        BinlogOffset end = server.end().map(at -> at.withTimestampSeconds(now)).orElseThrow(() ->
                new SourceFaultException(FaultKind.BINLOG_OFF, "the server writes no binlog"));
        if (hasText(configured == null ? null : configured.getGtid()) && gtidMode != GtidMode.OFF) {
            return configuredGtids(configured.getGtid(), server);
        }
        if (isSet(configured)) {
            return configuredPosition(configured, server, search);
        }
        return startMode == StartMode.EARLIEST ? server.beginning().orElse(end) : end;
    }

    /** A set alone has no coordinates: the oldest ones stand in, and mean replay should they ever be needed. */
    private BinlogOffset configuredGtids(String text, BinlogServer server) throws IOException {
        if (gtidMode != GtidMode.ON) {
            throw new SourceFaultException(FaultKind.BAD_START, "a start by gtid needs canal.instance.gtidon=true");
        }
        if (!server.hasGtids()) {
            throw new SourceFaultException(FaultKind.BAD_START, "a start by gtid is configured, but the server has "
                    + "no GTIDs: gtid_mode is not ON");
        }
        Optional<BinlogOffset> beginning = server.beginning();
        try {
            Gtids gtids = Gtids.of(GtidSet.parse(text));
            return beginning.map(offset -> offset.withGtids(gtids)).orElseThrow(() ->
                    new SourceFaultException(FaultKind.BINLOG_OFF, "the server has no binlog"));
        } catch (IllegalArgumentException e) {
            throw new SourceFaultException(FaultKind.BAD_START, "the configured gtid: " + e.getMessage());
        }
    }

    /** As the host reads it: a name with a position, with a time, or alone, or a time alone. */
    private static BinlogOffset configuredPosition(EntryPosition configured, BinlogServer server, TimeSearch search)
            throws IOException {
        boolean timed = configured.getTimestamp() != null && configured.getTimestamp() > 0;
        long seconds = timed ? configured.getTimestamp() / 1000 : 0;
        if (!hasText(configured.getJournalName())) {
            return search.find(seconds);
        }
        BinlogFileName file = fileName(configured.getJournalName());
        if (configured.getPosition() != null && configured.getPosition() > 0) {
            long position = Math.max(BinlogCoordinates.FIRST_POSITION, configured.getPosition());
            return BinlogOffset.of(BinlogCoordinates.of(file, position)).withTimestampSeconds(seconds);
        }
        return timed && server.files().contains(file) ? search.findIn(file, seconds)
                : BinlogOffset.of(BinlogCoordinates.of(file, BinlogCoordinates.FIRST_POSITION));
    }

    private static BinlogFileName fileName(String text) {
        try {
            return BinlogFileName.parse(text.trim());
        } catch (IllegalArgumentException e) {
            throw new SourceFaultException(FaultKind.BAD_START, "the configured journal.name: " + e.getMessage());
        }
    }

    private static boolean isSet(EntryPosition position) {
        return position != null && (hasText(position.getJournalName())
                || position.getTimestamp() != null && position.getTimestamp() > 0);
    }

    private static boolean hasText(String text) {
        return text != null && !text.trim().isEmpty();
    }
}
