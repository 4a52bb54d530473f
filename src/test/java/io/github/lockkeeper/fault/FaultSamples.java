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
import static io.github.lockkeeper.fault.FaultKind.UNCLASSIFIED;

import java.util.List;
import java.util.stream.Stream;

/** What servers say, as their versions say it, and what it means. */
public final class FaultSamples {

    private static final String OLDEST = " while looking for the oldest binary log that contains any GTID that is not in "
            + "the given gtid set";
    private static final String SET = "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,\n4e11fa47-71ca-11e1-9e33-c80aa9429562:7";
    private static final String SERVER_UUID = " This may indicate that the end of the binary log was truncated or that "
            + "the last binary log file was lost, e.g., after a power or disk failure when sync_binlog != 1. ";

    /** One error. @param command the statement that it answers; empty for a dump */
    public record Sample(int errno, String text, String command, FaultKind kind) {

        Sample withText(String other) {
            return new Sample(errno, other, command, kind);
        }

        ServerError error() {
            return ServerError.in(command.isEmpty() ? inDump() : inAnswer()).orElseThrow();
        }

        /** As the host tells it that reads a dump. */
        public String inDump() {
            return "Received error packet: errno = " + errno + ", sqlstate = HY000 errmsg = " + text;
        }

        /** As the host tells it that sends a statement. */
        public String inAnswer() {
            return "ErrorPacket [errorNumber=" + errno + ", fieldCount=-1, message=" + text
                    + ", sqlState=HY000, sqlStateMarker=#]\n with command: " + command;
        }

        @Override
        public String toString() {
            return errno + " " + text.replace('\n', ' ');
        }
    }

    private FaultSamples() {
    }

    private static Sample dump(FaultKind kind, String text) {
        return new Sample(1236, text, "", kind);
    }

    private static Sample code(FaultKind kind, int errno, String text) {
        return new Sample(errno, text, "", kind);
    }

    /** Errors 1236. Those of MySQL 5.7 and MariaDB say master and slave, those of 8.0 source and replica. */
    public static List<Sample> dumpErrors() {
        return List.of(
                dump(BINLOG_PURGED, "Could not find first log file name in binary log index file"),
                dump(BINLOG_PURGED, "could not find next log"),
                dump(BINLOG_PURGED, "Could not open log file"),
                dump(GTIDS_PURGED, "Could not find first log file name in binary log index file" + OLDEST),
                dump(GTIDS_PURGED, "Failed to read the binary log index file" + OLDEST),
                dump(GTIDS_PURGED, "Error reading header of binary log" + OLDEST),
                dump(GTIDS_PURGED, "Found old binary log without GTIDs" + OLDEST),
                dump(GTIDS_PURGED, "The slave is connecting using CHANGE MASTER TO MASTER_AUTO_POSITION = 1, but the "
                        + "master has purged binary logs containing GTIDs that the slave requires."),
                dump(GTIDS_PURGED, "The slave is connecting using CHANGE MASTER TO MASTER_AUTO_POSITION = 1, but the "
                        + "master has purged binary logs containing GTIDs that the slave requires. Replicate the missing "
                        + "transactions from elsewhere, or provision a new slave from backup."),
                dump(GTIDS_PURGED, purged8("The GTID set sent by the slave is '" + SET
                        + "', and the missing transactions are '" + SET + "'.")),
                dump(GTIDS_PURGED, otherWords(purged8("The GTID set sent by the slave is '" + SET
                        + "', and the missing transactions are '" + SET + "'."))),
                dump(GTIDS_PURGED, purged8("The GTID sets and the missing purged transactions are too long to print in "
                        + "this message.")),
                dump(GTIDS_PURGED, "Could not find GTID state requested by slave in any binlog files. Probably the slave "
                        + "state is too old and required binlog files have been purged."),
                dump(GTIDS_PURGED, "Error: connecting slave requested to start from GTID 0-1-3, which is not in the "
                        + "master's binlog"),
                dump(DIVERGED, "Error: connecting slave requested to start from GTID 0-1-3, which is not in the master's "
                        + "binlog. Since the master's binlog contains GTIDs with higher sequence numbers, it probably "
                        + "means that the slave has diverged due to executing extra erroneous transactions"),
                dump(DIVERGED, "The binlog on the master is missing the GTID 0-1-3 requested by the slave (even though "
                        + "both a prior and a subsequent sequence number does exist), and GTID strict mode is enabled"),
                dump(REWOUND, "Slave has more GTIDs than the master has, using the master's SERVER_UUID." + SERVER_UUID
                        + "The master may or may not have rolled back transactions that were already replicated to the "
                        + "slave."),
                dump(REWOUND, "Replica has more GTIDs than the source has, using the source's SERVER_UUID." + SERVER_UUID
                        + "The source may or may not have rolled back transactions that were already replicated to the "
                        + "replica."),
                dump(REWOUND, "Client requested master to start replication from position > file size"),
                dump(REWOUND, "Client requested source to start replication from position > file size"),
                dump(REWOUND, "Client requested master to start replication from impossible position"),
                dump(SERVER_MISCONFIGURED, "Client requested master to start replication from position < 4"),
                dump(REPLICA_ID_CONFLICT, "A slave with the same server_uuid/server_id as this slave has connected to the "
                        + "master"),
                dump(REPLICA_ID_CONFLICT, "A replica with the same server_uuid/server_id as this replica has connected to "
                        + "the source"),
                dump(SERVER_MISCONFIGURED, "Misconfigured master - master server_id is 0"),
                dump(SERVER_MISCONFIGURED, "Misconfigured source - source server_id is 0"),
                dump(SERVER_MISCONFIGURED, "Misconfigured master - server id was not set"),
                dump(BINLOG_OFF, "Binary log is not open"),
                dump(GTIDS_UNUSABLE, "The replication sender thread cannot start in AUTO_POSITION mode: this server has "
                        + "GTID_MODE = OFF_PERMISSIVE instead of ON."),
                dump(GTIDS_UNUSABLE, "Request to dump GTID when @@GLOBAL_.GTID_MODE <> ON."),
                dump(GTIDS_UNUSABLE, "Cannot replicate anonymous transaction when AUTO_POSITION = 1, at file "
                        + "/var/lib/mysql/mysql-bin.000039, position 1049."),
                dump(GTIDS_UNUSABLE, "Cannot replicate anonymous transaction when @@GLOBAL.GTID_MODE = ON, at file "
                        + "/var/lib/encrypted/mysql-bin.000039, position 1049."),
                dump(GTIDS_UNUSABLE, "Cannot replicate GTID-transaction when @@GLOBAL.GTID_MODE = OFF, at file "
                        + "/var/lib/mysql/mysql-bin.000039, position 1049."),
                dump(SERVER_MISCONFIGURED, "Slave can not handle replication events with the checksum that master is "
                        + "configured to log"),
                dump(BINLOG_CORRUPT, "Binlog has bad magic number;  It's not a binary log file that can be used by this "
                        + "version of MySQL"),
                dump(BINLOG_CORRUPT, "Could not find format_description_event in binlog file"),
                dump(BINLOG_CORRUPT, "Failed to find format descriptor event in start of binlog"),
                dump(BINLOG_CORRUPT, "Corrupt Format_description event found or out-of-memory"),
                dump(BINLOG_CORRUPT, "Found invalid Format description event in binary log"),
                dump(SERVER_READ_ERROR, "I/O error reading the header from the binary log"),
                dump(SERVER_READ_ERROR, "I/O error reading log event"),
                dump(SERVER_READ_ERROR, "unknown error reading log event on the master"),
                dump(SERVER_READ_ERROR, "binlog truncated in the middle of event; consider out of disk space on master"),
                dump(SERVER_READ_ERROR, "binlog truncated in the middle of event; consider out of disk space"),
                dump(SERVER_READ_ERROR, "memory allocation failed reading log event"),
                dump(BINLOG_CORRUPT, "bogus data in log event"),
                dump(BINLOG_CORRUPT, "corrupted data in log event"),
                dump(BINLOG_CORRUPT, "Found invalid event in binary log"),
                dump(EVENT_TOO_LARGE, "log event entry exceeded max_allowed_packet; Increase max_allowed_packet on master"),
                dump(EVENT_TOO_LARGE, "Event too big"),
                dump(BINLOG_CORRUPT, "event read from binlog did not pass crc check"),
                dump(BINLOG_CORRUPT, "Event crc check failed! Most likely there is event corruption."),
                dump(BINLOG_ENCRYPTED, "Found invalid binary log encryption header"),
                dump(BINLOG_ENCRYPTED, "Cannot get file password for encrypted replication log file, please check if "
                        + "keyring plugin or keyring component is loaded"),
                dump(BINLOG_ENCRYPTED, "Failed to decrypt content read from binlog file."),
                dump(BINLOG_ENCRYPTED, "Could not decrypt binlog: encryption key error"));
    }

    /** The head of 8.0's text for a purge. */
    private static String purged8(String rest) {
        return "Cannot replicate because the master purged required binary logs. Replicate the missing transactions from "
                + "elsewhere, or provision a new slave from backup. Consider increasing the master's binary log "
                + "expiration period. " + rest;
    }

    /** Any other number. Some in another language, as lc_messages makes a server speak. */
    public static List<Sample> otherErrors() {
        return List.of(
                code(REPLICA_ID_CONFLICT, 4052, "A slave with the same server_uuid/server_id as this slave has connected "
                        + "to the master"),
                code(REPLICA_ID_CONFLICT, 4052, "A slave with the same id is already connected"),
                code(ACCESS_DENIED, 1045, "Access denied for user 'canal'@'10.0.0.9' (using password: YES)"),
                code(ACCESS_DENIED, 1045, "Benutzer 'canal'@'10.0.0.9' hat keine Zugriffsberechtigung"),
                code(ACCESS_DENIED, 1044, "Access denied for user 'canal'@'%' to database 'shop'"),
                code(ACCESS_DENIED, 1044, "Benutzer 'canal'@'%' hat keine Zugriffsberechtigung für Datenbank 'shop'"),
                code(ACCESS_DENIED, 1142, "SELECT command denied to user 'canal'@'10.0.0.9' for table 'orders'"),
                code(ACCESS_DENIED, 1227, "Access denied; you need (at least one of) the REPLICATION SLAVE privilege(s) for "
                        + "this operation"),
                code(ACCESS_DENIED, 1227, "Access denied; you need (at least one of) the SUPER, REPLICATION CLIENT "
                        + "privilege(s) for this operation"),
                code(ACCESS_DENIED, 1227, "Access denied; you need (at least one of) the BINLOG MONITOR privilege(s) for "
                        + "this operation"),
                code(ACCESS_DENIED, 1227, "Kein Zugriff. Hierfür wird die Berechtigung REPLICATION SLAVE benötigt"),
                code(ACCESS_DENIED, 3118, "Access denied for user 'canal'@'10.0.0.9'. Account is locked."),
                code(HOST_REFUSED, 1129, "Host '10.0.0.9' is blocked because of many connection errors; unblock with "
                        + "'mysqladmin flush-hosts'"),
                code(HOST_REFUSED, 1130, "Host '10.0.0.9' is not allowed to connect to this MySQL server"),
                showEvents(1220, "Error when executing command SHOW BINLOG EVENTS: Could not find target log"),
                showEvents(1220, "Error when executing command SHOW BINLOG EVENTS: Wrong offset or I/O error"),
                showEvents(1220, "Error when executing command SHOW BINLOG EVENTS: Could not open log file"),
                showEvents(29, "File './mysql-bin.000123' not found (Errcode: 2 - No such file or directory)"),
                code(BINLOG_PURGED, 1373, "Target log not found in binlog index"),
                code(BINLOG_OFF, 1381, "You are not using binary logging"),
                code(CONNECTION, 1105, "Failed to run hook 'transmit_start'"),
                code(CONNECTION, 1105, "Failed on my_net_write()"),
                code(CONNECTION, 1040, "Too many connections"),
                code(CONNECTION, 1203, "User canal already has more than 'max_user_connections' active connections"),
                code(CONNECTION, 1053, "Server shutdown in progress"),
                code(CONNECTION, 1317, "Query execution was interrupted"),
                code(CONNECTION, 1927, "Connection was killed"),
                code(CONNECTION, 1158, "Got an error reading communication packets"),
                code(CONNECTION, 1159, "Got timeout reading communication packets"),
                code(CONNECTION, 1160, "Got an error writing communication packets"),
                code(CONNECTION, 1161, "Got timeout writing communication packets"),
                code(CONNECTION, 2003, "Can't connect to MySQL server on '10.0.0.1'"),
                code(CONNECTION, 2006, "MySQL server has gone away"),
                code(CONNECTION, 2013, "Lost connection to MySQL server during query"));
    }

    private static Sample showEvents(int errno, String text) {
        return new Sample(errno, text, "SHOW BINLOG EVENTS IN 'mysql-bin.000123' FROM 4567 LIMIT 1", BINLOG_PURGED);
    }

    /** What nobody knows, and what only looks like something that is known. */
    public static List<Sample> unknown() {
        return List.of(
                dump(UNCLASSIFIED, "something that a later version says"),
                dump(UNCLASSIFIED, ""),
                dump(UNCLASSIFIED, "Failed to load replication slave GTID state from table mysql.gtid_slave_pos"),
                dump(UNCLASSIFIED, "binary logs were purged, perhaps"),
                code(UNCLASSIFIED, 9999, "Could not find first log file name in binary log index file"),
                code(UNCLASSIFIED, 1193, "Unknown system variable 'server_uuid'"),
                code(UNCLASSIFIED, 1064, "You have an error in your SQL syntax near 'MASTER STATUS'"),
                code(UNCLASSIFIED, 1146, "Table 'shop.could not find first log file name' doesn't exist"),
                code(UNCLASSIFIED, 1220, "Error when executing command SHOW SLAVE STATUS: something"),
                new Sample(29, "File './shop/orders.MYD' not found (Errcode: 2 - No such file or directory)",
                        "show create table `shop`.`orders`", UNCLASSIFIED),
                // The tail names files, and a user names those.
                dump(UNCLASSIFIED, "new; the first event 'could not find next log.000001' at 4, the last event read from "
                        + "'event too big.000001' at 4, the last byte read from 'decrypt.000001' at 4."));
    }

    /** The same text as servers of the other wording say it. */
    public static String otherWords(String text) {
        return text.contains("aster") || text.contains("lave")
                ? text.replace("master", "source").replace("MASTER", "SOURCE").replace("Master", "Source")
                        .replace("slave", "replica").replace("SLAVE", "REPLICA").replace("Slave", "Replica")
                : text.replace("source", "master").replace("Source", "Master")
                        .replace("replica ", "slave ").replace("Replica ", "Slave ");
    }

    /** With what a server may append to any text of a dump. */
    private static String withTail(String text) {
        return text + "; the first event 'mysql-bin.000123' at 4567, the last event read from './mysql-bin.000123' at "
                + "4567, the last byte read from './mysql-bin.000123' at 4567.";
    }

    /** All that are known and numbered: in both wordings, bare and with the tail. */
    static Stream<Sample> numbered() {
        Stream<Sample> dumps = dumpErrors().stream().flatMap(sample -> Stream.of(sample.text(), otherWords(sample.text()))
                .flatMap(text -> Stream.of(text, withTail(text))).map(sample::withText));
        return Stream.concat(dumps, otherErrors().stream()).distinct();
    }

    /** Texts of clients, without a number. */
    static List<Sample> unnumbered() {
        return List.of(
                code(CONNECTION, 0, "Received EOF packet from server, apparent master disconnected."),
                code(CONNECTION, 0, "CRC32 mismatch of the event at mysql-bin.000123:4567"),
                code(CONNECTION, 0, "binlog event checksum mismatch"),
                code(CONNECTION, 0, "Event crc check failed! Most likely there is event corruption."),
                code(ACCESS_DENIED, 0, "Access denied for user 'canal'"),
                code(ACCESS_DENIED, 0, "caching_sha2_password Auth failed"),
                code(UNCLASSIFIED, 0, "Could not find first log file name in binary log index file"));
    }
}
