package io.github.lockkeeper.fault;

/**
 * The kinds of faults. The names are codes that logs, alarms and people's alert rules rest on: frozen once released.
 */
public enum FaultKind {

    /** An event that this Canal version does not know and that is not marked as ignorable. */
    UNDECODABLE_EVENT(Severity.HALT, "Nothing was passed over. Use a Canal version that knows this event type, or stop "
            + "the server from writing it; the source goes on by itself."),

    /** A transaction written with binlog_transaction_compression, or MariaDB's log_bin_compress. */
    COMPRESSED_TRANSACTION(Severity.HALT, "Nothing was passed over. On the source run: SET GLOBAL "
            + "binlog_transaction_compression=OFF; (MariaDB: SET GLOBAL log_bin_compress=OFF;). Transactions that are "
            + "already compressed are not read by this version of the plugin, on any Canal."),

    /** The server itself says that events may be missing from its binlog. */
    INCIDENT(Severity.HALT, "The server lost events of its own (INCIDENT). Compare the tables with the consumer, then "
            + "stop the destination and set the source in group-cursor.json to a position behind the incident."),

    /** The cursor belongs to another server than the one that answers. */
    FOREIGN_SERVER(Severity.HALT, "A file name and a position mean nothing on another server. Point the address back "
            + "to the server of the cursor, or turn GTIDs on at both and set canal.instance.gtidon=auto, or stop the "
            + "destination and delete the source from group-cursor.json to start it anew (which loses what lies between)."),

    /** Same server, but its binlog is not the one that the cursor was made on. */
    REWOUND(Severity.HALT, "The binlog was reset or restored since (RESET MASTER, an older data directory): the "
            + "cursor's position means something else now. Stop the destination and delete the source from group-cursor.json to start it anew, "
            + "and compare the tables with the consumer."),

    /** The cursor holds transactions that the server does not have, or lacks some that it has purged. */
    GTID_MISMATCH(Severity.HALT, "Bring the server to a state that holds what was delivered, or stop the destination and delete the source from "
            + "group-cursor.json to start it anew, and compare the tables with the consumer."),

    /** The configured start position cannot be used. */
    BAD_START(Severity.HALT, "Correct canal.instance.masterN.journal.name / .position / .timestamp / .gtid of the "
            + "source, or remove them to start as canal.instance.group.start says."),

    /** The server writes no binlog. */
    BINLOG_OFF(Severity.HALT, "Set log_bin=mysql-bin, binlog_format=ROW and a server_id in the server's my.cnf and "
            + "restart it."),

    /** The account may not do what a replica must. */
    ACCESS_DENIED(Severity.HALT, "On the source run: GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO "
            + "the account of canal.instance.dbUsername; and check canal.instance.dbPassword."),

    /** The durable record cannot be read or written. */
    STORE_UNAVAILABLE(Severity.RETRY, "Nothing moves without it: make the place of the cursor record writable."),

    /** Rows came before the TABLE_MAP event that describes them. */
    TABLE_MAP_MISSING(Severity.RETRY, "The start position stands inside a transaction; the source goes back to its "
            + "beginning by itself."),

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
        /** Stands still until someone mends it; tried again slowly, so that it comes back by itself. */
        HALT
    }
}
