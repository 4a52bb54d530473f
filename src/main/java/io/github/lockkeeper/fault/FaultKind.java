package io.github.lockkeeper.fault;

/**
 * The kinds of faults. The names are codes that logs, alarms and people's alert rules rest on: frozen once released.
 */
public enum FaultKind {

    /** An event that this Canal version does not know and that is not marked as ignorable. */
    UNDECODABLE_EVENT(Severity.HALT, "Nothing was passed over. Use a Canal version that knows this event type, or stop the server "
            + "from writing it; the source goes on by itself."),

    /** A transaction written with binlog_transaction_compression, or MariaDB's log_bin_compress. */
    COMPRESSED_TRANSACTION(Severity.HALT, "Nothing was passed over. On the source run: SET GLOBAL binlog_transaction_compression=OFF; "
            + "(MariaDB: SET GLOBAL log_bin_compress=OFF;). Transactions that are already compressed are not "
            + "read by this version of the plugin, on any Canal."),

    /** The server itself says that events may be missing from its binlog. */
    INCIDENT(Severity.HALT, "The server lost events of its own (INCIDENT). Compare the tables with the consumer, then set "
            + "the source's move.to to a position behind the incident."),

    /** The next file to be read is not on the server any more: purged, lost, or its base name changed. */
    BINLOG_PURGED(Severity.HEAL, "The next binlog to be read is gone from the server. The first policy of "
            + "canal.instance.group.fallback that knows a way decides where the source goes on, and "
            + "group-gaps.jsonl says what is lost or comes again. If the source stays HALTED, set the "
            + "source's move.to to the beginning of a binlog that is still there. In any case compare the "
            + "tables with the consumer, and let the server keep binlogs longer: SET GLOBAL "
            + "binlog_expire_logs_seconds=604800; (MySQL 5.7: SET GLOBAL expire_logs_days=7;)."),

    /** Transactions that were not delivered are in no binlog of the server any more. */
    GTIDS_PURGED(Severity.HEAL, "The server has purged transactions that were not delivered. The first policy of "
            + "canal.instance.group.fallback that knows a way decides where the source goes on, and "
            + "group-gaps.jsonl says what is lost or comes again. If the source stays HALTED, point it to a "
            + "replica that still has them, or stop the destination and delete the source from "
            + "group-cursor.json to start it anew, and compare the tables with the consumer. In any case let "
            + "the server keep binlogs longer: SET GLOBAL binlog_expire_logs_seconds=604800; (MySQL 5.7: SET "
            + "GLOBAL expire_logs_days=7;)."),

    /** The cursor belongs to another server than the one that answers. */
    FOREIGN_SERVER(Severity.HEAL, "A file name and a position mean nothing on another server. The first policy of "
            + "canal.instance.group.fallback that knows a way decides where the source goes on, and "
            + "group-gaps.jsonl says what is lost or comes again. If the source stays HALTED, point the "
            + "address back to the server of the cursor, or turn GTIDs on at both and set "
            + "canal.instance.gtidon=auto, or stop the destination and delete the source from "
            + "group-cursor.json to start it anew, and compare the tables with the consumer."),

    /** The server that answers carries the cursor of another source of the group. */
    SOURCE_MIXUP(Severity.HALT, "Two sources have changed places, or one address is wrong: give each source the address of "
            + "its own server again, in canal.instance.masterN.address and in the order of canal.instance.group.names."),

    /** Same server, but its binlog is not the one that the cursor was made on. */
    REWOUND(Severity.HEAL, "The binlog was reset or restored since (RESET MASTER, an older data directory): the cursor's "
            + "position means something else now. The first policy of canal.instance.group.fallback that "
            + "knows a way decides where the source goes on, and group-gaps.jsonl says what is lost or comes "
            + "again. If the source stays HALTED, stop the destination and delete the source from "
            + "group-cursor.json to start it anew, and compare the tables with the consumer."),

    /** The cursor holds transactions that the server does not have. */
    DIVERGED(Severity.HEAL, "The server lacks transactions that were delivered. The first policy of "
            + "canal.instance.group.fallback that knows a way decides where the source goes on, and "
            + "group-gaps.jsonl says what is lost or comes again. If the source stays HALTED, bring the "
            + "server to a state that holds them, or stop the destination and delete the source from "
            + "group-cursor.json to start it anew, and compare the tables with the consumer."),

    /** The configured start position cannot be used. */
    BAD_START(Severity.HALT, "Correct canal.instance.masterN.journal.name / .position / .timestamp / .gtid of the source, or "
            + "remove them to start as canal.instance.group.start says."),

    /** No dump can be asked for there: the protocol has 32 bits for a position. */
    POSITION_TOO_LARGE(Severity.HALT, "Nothing was passed over. Where it is move.to or masterN.position, set a position below "
            + "4294967296, or the beginning of the next binlog: its name, and position 4. Where it is the end of the "
            + "server's newest binlog, run on the source: FLUSH BINARY LOGS;. Where it is the cursor, set the source's "
            + "move.to to the beginning of the next binlog; with GTIDs canal.instance.gtidon=true misses nothing."),

    /** The server writes no binlog. */
    BINLOG_OFF(Severity.HALT, "Set log_bin=mysql-bin, binlog_format=ROW and a server_id in the server's my.cnf and restart it."),

    /** The server sends its binlog to nobody as it is set, or not as it was asked. */
    SERVER_MISCONFIGURED(Severity.HALT, "If the server says that its server_id is 0 or was not set, run on the source: SET GLOBAL "
            + "server_id=1; (a number that no other server has), and write the same into its my.cnf. If it "
            + "speaks of a checksum or of a position below 4, the request was wrong: report it, with the log."),

    /** The server cannot send by GTIDs what it could send by file and position. */
    GTIDS_UNUSABLE(Severity.RETRY, "The source is retried from the same position. To read by file and position set "
            + "canal.instance.gtidon=auto. If the server still refuses transactions without a GTID while "
            + "gtid_mode is ON, run on the source: SET GLOBAL gtid_mode=ON_PERMISSIVE; if it refuses those "
            + "with one while it is OFF: SET GLOBAL gtid_mode=OFF_PERMISSIVE; until they were read."),

    /** Another client of the server uses the same replica id; each throws the other out. */
    REPLICA_ID_CONFLICT(Severity.RETRY, "Another replica of the server has the same id; the position is not in question. Give the "
            + "source a canal.instance.mysql.slaveId (canal.instance.group.source.NAME.mysql.slaveId for one "
            + "source) that no replica, server or other Canal has, or 0 to get one of its own."),

    /** The server finds its binlog damaged where the source reads. */
    BINLOG_CORRUPT(Severity.HALT, "The server cannot read its binlog there, or the position is not one where an event starts; "
            + "nothing was passed over. Check the file on the source: mysqlbinlog --verify-binlog-checksum, "
            + "then set the source's move.to to a position behind the damage, and compare the tables with "
            + "the consumer."),

    /** An event is larger than the server sends. */
    EVENT_TOO_LARGE(Severity.HALT, "Nothing was passed over. On the source run: SET GLOBAL max_allowed_packet=1073741824; and "
            + "write the same into its my.cnf; the source goes on by itself. If it does not, the position "
            + "is not one where an event starts: set the source's move.to to one."),

    /** The server cannot decrypt its own binlog. */
    BINLOG_ENCRYPTED(Severity.HALT, "The server has lost the key of its binlog. Bring back its keyring (MariaDB: the key that its "
            + "encryption plugin had); the source goes on by itself."),

    /** The server could not read its own binlog, for a reason that may pass. */
    SERVER_READ_ERROR(Severity.RETRY, "The source is retried from the same position. If it lasts, look at the server's error log, its "
            + "disks and its memory."),

    /** The account may not do what a replica must. */
    ACCESS_DENIED(Severity.HALT, "On the source run: GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO the account "
            + "of canal.instance.dbUsername; (MariaDB from 10.5 on: GRANT SELECT, REPLICATION SLAVE, BINLOG "
            + "MONITOR ON *.* TO it;) and check canal.instance.dbPassword. If it says caching_sha2_password: Canal "
            + "before 1.1.7 cannot log in so; run on the source: ALTER USER of the account IDENTIFIED WITH "
            + "mysql_native_password BY its password; (MySQL 8.4 has that only with mysql_native_password=ON in its "
            + "my.cnf, MySQL 9 not at all: use Canal 1.1.7 or later)."),

    /** The server takes no connection from this host. */
    HOST_REFUSED(Severity.HALT, "If the server says that the host is blocked, run on the source: FLUSH HOSTS; (MySQL from 8.4 "
            + "on: TRUNCATE TABLE performance_schema.host_cache;). If the host is not allowed, create the "
            + "account of canal.instance.dbUsername for it: CREATE USER and GRANT, with this host's address "
            + "or '%' as its host."),

    /** The durable record cannot be read or written. */
    STORE_UNAVAILABLE(Severity.RETRY, "Nothing moves without it: make the place of the cursor record writable."),

    /** Rows came before the TABLE_MAP event that describes them. */
    TABLE_MAP_MISSING(Severity.RETRY, "The start position stands inside a transaction; the source goes back to its beginning by "
            + "itself."),

    /** Which columns a table had at the position cannot be told. */
    SCHEMA_UNKNOWN(Severity.HALT, "Rows of the table are not guessed; nothing was passed over. Leave the table out by "
            + "canal.instance.filter.black.regex, or set the source's move.to to a position behind the last "
            + "ALTER TABLE of the table, and compare the table with the consumer."),

    /** The same failure of ours at the same position, three times. */
    POISON(Severity.HALT, "The event there breaks the plugin or Canal; nothing was passed over. Report it with the log, "
            + "try another Canal version, or set the source's move.to to a position behind the event, which "
            + "skips it."),

    /** The server did not answer a query in time. */
    QUERY_TIMEOUT(Severity.RETRY, "The source is retried from the same position. If it lasts, look for what holds the server's "
            + "locks; on the source run: SHOW FULL PROCESSLIST;."),

    /** The connection broke or could not be made. */
    CONNECTION(Severity.RETRY, "The source is retried from the same position."),

    /** Anything else: retried from the same position, which never moves for a reason nobody knows. */
    UNCLASSIFIED(Severity.RETRY, "The source is retried from the same position; see the stack trace in the log.");

    private final Severity severity;
    private final String remedy;

    FaultKind(Severity severity, String remedy) {
        this.severity = severity;
        this.remedy = remedy;
    }

    /** What happens to the source. */
    public Severity severity() {
        return severity;
    }

    /** What a person does about it. */
    public String remedy() {
        return remedy;
    }

    /** What happens to a source that meets a fault. The others go on in any case. */
    public enum Severity {
        /** Tried again soon, from the same position. */
        RETRY,
        /** The fallback policy decides where the source goes on; the same position is never just tried again for ever. */
        HEAL,
        /** Stands still until someone mends it; tried again slowly, so that it comes back by itself. */
        HALT
    }
}
