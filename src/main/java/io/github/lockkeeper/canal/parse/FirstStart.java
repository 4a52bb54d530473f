package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.protocol.position.EntryPosition;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.config.StartMode;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import java.io.IOException;
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

    /** The host's own reading of a configured position: by name, by time, or both. */
    interface HostSearch {
        /** @return null if there is no such position */
        EntryPosition find() throws IOException;
    }

    SourceCursor decide(EntryPosition configured, BinlogServer server, String address, HostSearch search)
            throws IOException {
        return SourceCursor.of(offset(configured, server, search), server.identity(), address);
    }

    private BinlogOffset offset(EntryPosition configured, BinlogServer server, HostSearch search) throws IOException {
        BinlogOffset end = server.end().orElseThrow(() ->
                new SourceFaultException(FaultKind.BINLOG_OFF, "the server writes no binlog"));
        if (hasText(configured == null ? null : configured.getGtid()) && gtidMode != GtidMode.OFF) {
            return configuredGtids(configured.getGtid(), server);
        }
        if (isSet(configured)) {
            return configuredPosition(configured, search);
        }
        return startMode == StartMode.EARLIEST ? server.beginning().orElse(end) : end;
    }

    /** A set alone has no coordinates: the oldest ones stand in, and mean replay should they ever be needed. */
    private BinlogOffset configuredGtids(String text, BinlogServer server) throws IOException {
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

    private static BinlogOffset configuredPosition(EntryPosition configured, HostSearch search) throws IOException {
        EntryPosition found = search.find();
        if (found == null || !hasText(found.getJournalName()) || found.getPosition() == null) {
            throw new SourceFaultException(FaultKind.BAD_START, "no binlog holds the configured start: journal="
                    + configured.getJournalName() + " position=" + configured.getPosition() + " timestamp="
                    + configured.getTimestamp());
        }
        long seconds = found.getTimestamp() == null ? 0 : Math.max(0, found.getTimestamp() / 1000);
        long position = Math.max(BinlogCoordinates.FIRST_POSITION, found.getPosition());
        return BinlogOffset.of(BinlogCoordinates.of(found.getJournalName(), position)).withTimestampSeconds(seconds);
    }

    private static boolean isSet(EntryPosition position) {
        return position != null && (hasText(position.getJournalName())
                || position.getTimestamp() != null && position.getTimestamp() > 0);
    }

    private static boolean hasText(String text) {
        return text != null && !text.trim().isEmpty();
    }
}
