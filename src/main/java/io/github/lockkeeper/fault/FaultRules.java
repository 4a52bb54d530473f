package io.github.lockkeeper.fault;

import static io.github.lockkeeper.fault.FaultKind.ACCESS_DENIED;
import static io.github.lockkeeper.fault.FaultKind.BINLOG_CORRUPT;
import static io.github.lockkeeper.fault.FaultKind.BINLOG_ENCRYPTED;
import static io.github.lockkeeper.fault.FaultKind.BINLOG_OFF;
import static io.github.lockkeeper.fault.FaultKind.BINLOG_PURGED;
import static io.github.lockkeeper.fault.FaultKind.CONNECTION;
import static io.github.lockkeeper.fault.FaultKind.DIVERGED;
import static io.github.lockkeeper.fault.FaultKind.EVENT_TOO_LARGE;
import static io.github.lockkeeper.fault.FaultKind.GTIDS_PURGED;
import static io.github.lockkeeper.fault.FaultKind.GTIDS_UNUSABLE;
import static io.github.lockkeeper.fault.FaultKind.HOST_REFUSED;
import static io.github.lockkeeper.fault.FaultKind.REPLICA_ID_CONFLICT;
import static io.github.lockkeeper.fault.FaultKind.REWOUND;
import static io.github.lockkeeper.fault.FaultKind.SERVER_MISCONFIGURED;
import static io.github.lockkeeper.fault.FaultKind.SERVER_READ_ERROR;
import static io.github.lockkeeper.fault.FaultRule.code;
import static io.github.lockkeeper.fault.FaultRule.dump;
import static io.github.lockkeeper.fault.FaultRule.text;
import static io.github.lockkeeper.fault.FaultRule.unnumbered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The table of rules, for MySQL 5.7 and 8.0 and MariaDB from 10.1 on. The first that matches counts: what tells more
 * stands before what tells less. Nothing that is not sure leads to a kind that is healed, which would move a position.
 */
final class FaultRules {

    private static final List<FaultRule> CONFLICT = rules(
            // MySQL says so in an error 1236, MariaDB also in one of its own.
            text(REPLICA_ID_CONFLICT, "a replica with the same server_uuid/server_id"),
            code(REPLICA_ID_CONFLICT, 4052));

    /** Before the missing files: their words are in these texts as well. */
    private static final List<FaultRule> HISTORY = rules(
            dump(GTIDS_PURGED, "while looking for the oldest binary log that contains any gtid"),
            dump(GTIDS_PURGED, "has purged binary logs containing gtids that the replica requires"),
            dump(GTIDS_PURGED, "purged required binary logs"),
            dump(GTIDS_PURGED, "could not find gtid state requested by replica"),
            // MariaDB, where it has later numbers of the domain; without them it says only that it has not this one.
            dump(DIVERGED, "requested to start from gtid", "replica has diverged"),
            dump(DIVERGED, "is missing the gtid", "requested by the replica"),
            dump(GTIDS_PURGED, "requested to start from gtid", "not in the source's binlog"),
            dump(REWOUND, "replica has more gtids than the source has"),
            dump(REWOUND, "start replication from position > file size"),
            dump(REWOUND, "start replication from impossible position"));

    private static final List<FaultRule> MISSING_FILE = rules(
            dump(BINLOG_PURGED, "could not find first log file name"),
            dump(BINLOG_PURGED, "could not find next log"),
            dump(BINLOG_PURGED, "could not open log file"),
            code(BINLOG_PURGED, 1220, "show binlog events"),
            // Also said of a table's file, which is no reason to move.
            code(BINLOG_PURGED, 29).onlyOf("show bin"),
            code(BINLOG_PURGED, 1373));

    private static final List<FaultRule> CONFIGURATION = rules(
            dump(SERVER_MISCONFIGURED, "start replication from position < 4"),
            dump(SERVER_MISCONFIGURED, "misconfigured source"),
            dump(SERVER_MISCONFIGURED, "checksum that source is configured to log"),
            dump(BINLOG_OFF, "binary log is not open"),
            code(BINLOG_OFF, 1381),
            dump(GTIDS_UNUSABLE, "cannot start in auto_position mode"),
            dump(GTIDS_UNUSABLE, "request to dump gtid when"),
            dump(GTIDS_UNUSABLE, "cannot replicate anonymous transaction when"),
            dump(GTIDS_UNUSABLE, "cannot replicate gtid-transaction when"));

    private static final List<FaultRule> DAMAGE = rules(
            dump(BINLOG_CORRUPT, "binlog has bad magic number"),
            dump(BINLOG_CORRUPT, "could not find format_description_event"),
            dump(BINLOG_CORRUPT, "failed to find format descriptor event"),
            dump(BINLOG_CORRUPT, "corrupt format_description event"),
            dump(BINLOG_CORRUPT, "found invalid format description event"),
            dump(BINLOG_CORRUPT, "bogus data in log event"),
            dump(BINLOG_CORRUPT, "corrupted data in log event"),
            dump(BINLOG_CORRUPT, "found invalid event in binary log"),
            dump(BINLOG_CORRUPT, "did not pass crc check"),
            dump(BINLOG_CORRUPT, "event crc check failed"),
            dump(EVENT_TOO_LARGE, "log event entry exceeded max_allowed_packet"),
            dump(EVENT_TOO_LARGE, "event too big"),
            dump(SERVER_READ_ERROR, "i/o error reading"),
            dump(SERVER_READ_ERROR, "unknown error reading log event"),
            dump(SERVER_READ_ERROR, "binlog truncated in the middle of event"),
            dump(SERVER_READ_ERROR, "memory allocation failed reading log event"),
            dump(BINLOG_ENCRYPTED, "encrypt"),
            dump(BINLOG_ENCRYPTED, "decrypt"));

    /** By number: a server may be told to speak another language than English (lc_messages). */
    private static final List<FaultRule> LOGIN = rules(
            code(ACCESS_DENIED, 1044), code(ACCESS_DENIED, 1045), code(ACCESS_DENIED, 1142), code(ACCESS_DENIED, 1227),
            text(ACCESS_DENIED, "access denied"),
            // The host's own words, before 1.1.7, where the server wants more than a hash of the password.
            unnumbered(ACCESS_DENIED, "caching_sha2_password"),
            code(HOST_REFUSED, 1129), code(HOST_REFUSED, 1130));

    private static final List<FaultRule> NETWORK = rules(
            code(CONNECTION, 1040), code(CONNECTION, 1053), code(CONNECTION, 1105), code(CONNECTION, 1158),
            code(CONNECTION, 1159), code(CONNECTION, 1160), code(CONNECTION, 1161), code(CONNECTION, 1203),
            code(CONNECTION, 1317), code(CONNECTION, 1927), code(CONNECTION, 2003), code(CONNECTION, 2006),
            code(CONNECTION, 2013),
            unnumbered(CONNECTION, "eof packet"),
            // Ours or the host's: the bytes may have been spoilt on their way. The server tells its own by number.
            unnumbered(CONNECTION, "crc", "mismatch"),
            unnumbered(CONNECTION, "checksum", "mismatch"),
            unnumbered(CONNECTION, "crc check failed"));

    static final List<FaultRule> ALL =
            joined(Arrays.asList(CONFLICT, HISTORY, MISSING_FILE, CONFIGURATION, DAMAGE, LOGIN, NETWORK));

    private FaultRules() {
    }

    private static List<FaultRule> rules(FaultRule... rules) {
        return Arrays.asList(rules);
    }

    private static List<FaultRule> joined(List<List<FaultRule>> parts) {
        List<FaultRule> all = new ArrayList<>();
        parts.forEach(all::addAll);
        return Collections.unmodifiableList(all);
    }
}
