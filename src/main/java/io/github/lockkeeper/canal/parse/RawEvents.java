package io.github.lockkeeper.canal.parse;

import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.GtidLogEvent;
import com.taobao.tddl.dbsync.binlog.event.HeartbeatLogEvent;
import com.taobao.tddl.dbsync.binlog.event.LogHeader;
import com.taobao.tddl.dbsync.binlog.event.QueryLogEvent;
import com.taobao.tddl.dbsync.binlog.event.RotateLogEvent;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.stream.BoundaryScanner;
import java.util.Optional;
import java.util.UUID;

/** Translates the host's raw events for the {@link BoundaryScanner}. Not thread-safe, as the scanner. */
final class RawEvents {

    private final BoundaryScanner scanner;
    private UUID lastSid;
    private String lastSidText;

    RawEvents(BoundaryScanner scanner) {
        this.scanner = scanner;
    }

    /** The boundary that this event ends at, if it does. */
    Optional<BinlogOffset> boundary(LogEvent event) {
        LogHeader header = event.getHeader();
        String file = header.getLogFileName();
        long end = header.getLogPos();
        switch (header.getType()) {
            case LogEvent.QUERY_EVENT:
                return scanner.query(file, end, header.getWhen(), ((QueryLogEvent) event).getQuery());
            case LogEvent.XID_EVENT:
            case LogEvent.XA_PREPARE_LOG_EVENT:
                return scanner.transactionEnd(file, end, header.getWhen());
            case LogEvent.ROTATE_EVENT:
                RotateLogEvent rotate = (RotateLogEvent) event;
                return scanner.rotate(rotate.getFilename(), rotate.getPosition(), header.getWhen() == 0);
            case LogEvent.HEARTBEAT_LOG_EVENT:
                return event instanceof HeartbeatLogEvent
                        ? scanner.heartbeat(((HeartbeatLogEvent) event).getLogIdent(), end) : Optional.empty();
            default:
                note(event, header.getType(), file, end);
                return Optional.empty();
        }
    }

    private void note(LogEvent event, int type, String file, long end) {
        switch (type) {
            case LogEvent.FORMAT_DESCRIPTION_EVENT:
                scanner.formatDescription(file, event.getHeader().getWhen());
                break;
            case LogEvent.GTID_LOG_EVENT:
                gtid(event, file, end);
                break;
            case LogEvent.ANONYMOUS_GTID_LOG_EVENT:
                scanner.anonymousGtid(file, end);
                break;
            case UndecodableEvents.GTID_TAGGED:
                scanner.gtidOfUnknownForm(file, end);
                break;
            case LogEvent.GTID_EVENT:
                scanner.mariaDbGtid(file, end);
                break;
            case LogEvent.TABLE_MAP_EVENT:
                scanner.inside(file, end);
                break;
            default:
                scanner.other(file, end);
                break;
        }
    }

    /** Nearly all transactions of a stream come from one server, and a text for each is what costs most here. */
    private String text(UUID sid) {
        if (!sid.equals(lastSid)) {
            lastSid = sid;
            lastSidText = sid.toString();
        }
        return lastSidText;
    }

    /** A search by time decodes no GTIDs: there the event is known by its number only. */
    private void gtid(LogEvent event, String file, long end) {
        if (event instanceof GtidLogEvent) {
            GtidLogEvent gtid = (GtidLogEvent) event;
            scanner.gtid(file, end, text(gtid.getSid()), gtid.getGno());
        } else {
            scanner.other(file, end);
        }
    }
}
