package io.github.lockkeeper.canal.sink;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.CanalEntry.EntryType;
import com.alibaba.otter.canal.protocol.CanalEntry.EventType;
import com.google.protobuf.ByteString;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;

/** Entries as the host's converter makes them, one behind the other: headers hold where an event starts. */
public final class Entries {

    public static final String FILE = "mysql-bin.000007";
    private static final int LENGTH = 50;

    private final String file;
    private long end = 1000;
    private long time = 1_795_341_103_000L;

    public Entries() {
        this(FILE);
    }

    Entries(String file) {
        this.file = file;
    }

    /** Where the last entry ended. */
    public BinlogOffset here() {
        return BinlogOffset.of(BinlogCoordinates.of(file, end));
    }

    Entries later(long millis) {
        time += millis;
        return this;
    }

    public CanalEntry.Entry begin() {
        return entry(EntryType.TRANSACTIONBEGIN, EventType.QUERY);
    }

    public CanalEntry.Entry row() {
        return entry(EntryType.ROWDATA, EventType.INSERT);
    }

    public CanalEntry.Entry end() {
        return entry(EntryType.TRANSACTIONEND, EventType.QUERY);
    }

    CanalEntry.Entry ddl() {
        return entry(EntryType.ROWDATA, EventType.CREATE);
    }

    /** A server's heartbeat, so far behind the last entry; carries a position and no data. */
    CanalEntry.Entry position(long ahead) {
        end += ahead;
        return CanalEntry.Entry.newBuilder().setEntryType(EntryType.HEARTBEAT)
                .setHeader(CanalEntry.Header.newBuilder().setEventType(EventType.MHEARTBEAT).setLogfileName(file)
                        .setLogfileOffset(end)).build();
    }

    /** Made by the host's timer: names no file. */
    static CanalEntry.Entry hostsHeartbeat() {
        return CanalEntry.Entry.newBuilder().setEntryType(EntryType.HEARTBEAT)
                .setHeader(CanalEntry.Header.newBuilder().setEventType(EventType.MHEARTBEAT)).build();
    }

    private CanalEntry.Entry entry(EntryType type, EventType eventType) {
        CanalEntry.Header header = CanalEntry.Header.newBuilder().setLogfileName(file).setLogfileOffset(end)
                .setEventLength(LENGTH).setExecuteTime(time).setSchemaName("shop").setTableName("t")
                .setEventType(eventType).build();
        end += LENGTH;
        return CanalEntry.Entry.newBuilder().setHeader(header).setEntryType(type).setStoreValue(ByteString.EMPTY)
                .build();
    }
}
