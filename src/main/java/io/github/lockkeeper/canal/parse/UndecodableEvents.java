package io.github.lockkeeper.canal.parse;

import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.IncidentLogEvent;
import com.taobao.tddl.dbsync.binlog.event.LogHeader;
import com.taobao.tddl.dbsync.binlog.event.UnknownLogEvent;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;

/**
 * Refuses the events that the host would pass over without a word although they may hold rows (I8). The numbers are
 * those of MySQL's {@code Log_event_type} and MariaDB's; the host's constants differ between its versions.
 */
final class UndecodableEvents {

    static final int TRANSACTION_PAYLOAD = 40;
    static final int HEARTBEAT_V2 = 41;
    static final int GTID_TAGGED = 42;
    private static final int FIRST_MARIADB_COMPRESSED = 165;
    private static final int LAST_MARIADB_COMPRESSED = 171;
    private static final int FLAG_IGNORABLE = 0x80;

    private UndecodableEvents() {
    }

    /** @throws SourceFaultException if this event must not be passed over */
    static void refuse(LogEvent event) {
        int type = event.getHeader().getType();
        if (event instanceof IncidentLogEvent) {
            throw fault(FaultKind.INCIDENT, event, String.valueOf(((IncidentLogEvent) event).getMessage()));
        }
        // Where the host unpacks a payload it never shows it here: whoever sees one got it packed.
        if (type == TRANSACTION_PAYLOAD || isMariaDbCompressed(type)) {
            throw fault(FaultKind.COMPRESSED_TRANSACTION, event, "a compressed transaction");
        }
        if (event instanceof UnknownLogEvent && !isHarmless(event.getHeader())) {
            throw fault(FaultKind.UNDECODABLE_EVENT, event, "an event that this Canal does not know");
        }
    }

    private static boolean isMariaDbCompressed(int type) {
        return type >= FIRST_MARIADB_COMPRESSED && type <= LAST_MARIADB_COMPRESSED;
    }

    private static boolean isHarmless(LogHeader header) {
        return (header.getFlags() & FLAG_IGNORABLE) != 0
                || header.getType() == HEARTBEAT_V2
                || header.getType() == GTID_TAGGED;
    }

    private static SourceFaultException fault(FaultKind kind, LogEvent event, String what) {
        LogHeader header = event.getHeader();
        return new SourceFaultException(kind, what + ": type " + header.getType() + " at " + header.getLogFileName()
                + ":" + (header.getLogPos() - header.getEventLen()));
    }
}
