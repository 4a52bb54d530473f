package io.github.lockkeeper.canal.parse;

import com.taobao.tddl.dbsync.binlog.LogBuffer;
import com.taobao.tddl.dbsync.binlog.LogContext;
import com.taobao.tddl.dbsync.binlog.LogDecoder;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.FormatDescriptionLogEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A dump as a server sends it, byte for byte, decoded as the host does. Events lie one behind the other. */
final class Dump {

    static final String FILE = "mysql-bin.000007";
    static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    static final long CREATED = 1_795_341_000L;
    static final long WHEN = 1_795_341_103L;
    static final int IGNORABLE = 0x80;
    private static final int ARTIFICIAL = 0x20;

    private final LogDecoder decoder = new LogDecoder(LogEvent.UNKNOWN_EVENT, LogEvent.ENUM_END_EVENT);
    private final LogContext context = new LogContext();
    private final boolean checksum;
    private String file = FILE;
    private long when = WHEN;
    private long end;

    private Dump(long from, boolean checksum) {
        this.end = from;
        this.checksum = checksum;
        if (checksum) {
            context.setFormatDescription(
                    new FormatDescriptionLogEvent(4, LogEvent.BINLOG_CHECKSUM_ALG_CRC32));
        }
    }

    /** From {@code FILE:from}; opened with the artificial rotate. */
    static Dump from(long from) {
        return from(from, true);
    }

    static Dump from(long from, boolean checksum) {
        Dump dump = new Dump(from, checksum);
        dump.artificialRotate(FILE, from);
        return dump;
    }

    String file() {
        return file;
    }

    long end() {
        return end;
    }

    /** The bytes of the next event of the file. */
    LogEvent event(int type, int flags, BinlogBytes body) {
        end = (end + body.length(checksum)) & 0xFFFFFFFFL;
        return decode(body.event(type, flags, when, end, checksum));
    }

    /** The time of what follows. */
    Dump at(long seconds) {
        when = seconds;
        return this;
    }

    /** Behind the events that open a file. */
    Dump opened() {
        formatDescription(CREATED);
        event(LogEvent.PREVIOUS_GTIDS_LOG_EVENT, IGNORABLE, new BinlogBytes().uint(0, 8));
        return this;
    }

    Dump skip(long bytes) {
        end = (end + bytes) & 0xFFFFFFFFL;
        return this;
    }

    private LogEvent decode(byte[] bytes) {
        try {
            return decoder.decode(new LogBuffer(bytes, 0, bytes.length), context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LogEvent artificialRotate(String to, long position) {
        file = to;
        end = position;
        BinlogBytes body = new BinlogBytes().uint(position, 8).text(to);
        return decode(body.event(LogEvent.ROTATE_EVENT, ARTIFICIAL, 0, 0, checksum));
    }

    LogEvent rotate(String to) {
        LogEvent rotate = event(LogEvent.ROTATE_EVENT, 0, new BinlogBytes().uint(4, 8).text(to));
        file = to;
        end = 4;
        return rotate;
    }

    /** As sent at the start of a dump from a middle position: no place, no creation but that in its header. */
    LogEvent formatDescription(long when) {
        BinlogBytes body = new BinlogBytes().uint(4, 2).text("5.7.22-log", 50).uint(0, 4).uint(BinlogBytes.HEADER, 1)
                .hex("38 0d 00 08 00 12 00 04 04 04 04 12 00 00 5f 00 04 1a 08 00 00 00 08 08 08 02 00 00 00")
                .hex("0a 0a 0a 2a 2a 00 12 34 00").uint(checksum ? 1 : 0, 1);
        // Its checksum is there whatever the algorithm.
        return decode(body.event(LogEvent.FORMAT_DESCRIPTION_EVENT, 0, when, 0, true));
    }

    LogEvent query(String sql) {
        return event(LogEvent.QUERY_EVENT, 0, new BinlogBytes().uint(11, 4).uint(0, 4).uint(4, 1).uint(0, 2)
                .uint(0, 2).text("shop").uint(0, 1).text(sql));
    }

    LogEvent xid() {
        return event(LogEvent.XID_EVENT, 0, new BinlogBytes().uint(42, 8));
    }

    LogEvent xaPrepare(boolean onePhase) {
        return event(LogEvent.XA_PREPARE_LOG_EVENT, 0, new BinlogBytes().uint(onePhase ? 1 : 0, 1).uint(1, 4)
                .uint(1, 4).uint(0, 4).text("a"));
    }

    /** Of {@code shop.t (id INT)}, table id 108. */
    LogEvent tableMap() {
        return event(LogEvent.TABLE_MAP_EVENT, 0, new BinlogBytes().uint(108, 6).uint(1, 2).uint(4, 1).text("shop")
                .uint(0, 1).uint(1, 1).text("t").uint(0, 1).uint(1, 1).uint(3, 1).uint(0, 1).uint(0, 1));
    }

    /** One row of that table, the last of its statement. */
    LogEvent writeRows(int id) {
        return writeRows(id, true);
    }

    LogEvent writeRows(int id, boolean last) {
        return event(LogEvent.WRITE_ROWS_EVENT, 0, new BinlogBytes().uint(108, 6).uint(last ? 1 : 0, 2).uint(2, 2)
                .uint(1, 1)
                .uint(0xff, 1).uint(0xfe, 1).uint(id, 4));
    }

    LogEvent rowsQuery(String sql) {
        return event(LogEvent.ROWS_QUERY_LOG_EVENT, IGNORABLE,
                new BinlogBytes().uint(sql.length(), 1).text(sql));
    }

    LogEvent gtid(long gno) {
        return event(LogEvent.GTID_LOG_EVENT, 0, gtidBody(UUID, gno));
    }

    LogEvent anonymousGtid() {
        return event(LogEvent.ANONYMOUS_GTID_LOG_EVENT, 0, gtidBody("00000000-0000-0000-0000-000000000000", 0));
    }

    private static BinlogBytes gtidBody(String uuid, long gno) {
        return new BinlogBytes().uint(1, 1).uuid(uuid).uint(gno, 8).uint(2, 1).uint(gno, 8).uint(gno + 1, 8);
    }

    /** MariaDB's, of domain 0: sequence, domain, flags, padding. */
    LogEvent mariaDbGtid(long sequence) {
        return event(LogEvent.GTID_EVENT, 0, new BinlogBytes().uint(sequence, 8).uint(0, 4).uint(0, 1).uint(0, 6));
    }

    /** The server sends it on its own: it lies nowhere. */
    LogEvent heartbeat(long position) {
        return decode(new BinlogBytes().text(file).event(LogEvent.HEARTBEAT_LOG_EVENT, 0, 0, position, checksum));
    }
}
