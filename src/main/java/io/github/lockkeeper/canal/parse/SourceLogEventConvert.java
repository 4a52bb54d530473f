package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.TableMeta;
import com.alibaba.otter.canal.parse.inbound.mysql.dbsync.LogEventConvert;
import com.alibaba.otter.canal.protocol.CanalEntry;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.RowsLogEvent;
import io.github.lockkeeper.position.BinlogOffset;
import java.util.Optional;

/**
 * The host's converter, one per dump attempt, which looks at every raw event first.
 *
 * <p>Serial mode shows it all events on the parse thread; parallel mode all but rows and their statements on the first
 * stage's thread, in order, ahead of the sink. So nothing is decided here: boundaries travel with their entries.
 */
class SourceLogEventConvert extends LogEventConvert {

    private final AttemptStream stream;
    private final Runnable onReset;

    /** @param onReset called by the host after each attempt, right before its sleep */
    SourceLogEventConvert(AttemptStream stream, Runnable onReset) {
        this.stream = stream;
        this.onReset = onReset;
    }

    @Override
    public CanalEntry.Entry parse(LogEvent event, boolean isSeek) {
        if (event == null || isSeek || stream == null) {
            return super.parse(event, isSeek);
        }
        Optional<BinlogOffset> boundary = stream.read(event);
        CanalEntry.Entry entry = super.parse(event, false);
        return boundary.isPresent() && !carries(entry) ? positionEntry(boundary.get()) : entry;
    }

    @Override
    public TableMeta parseRowsEventForTableMeta(RowsLogEvent event) {
        if (stream != null) {
            stream.passRows(event);
        }
        TableMeta history = super.parseRowsEventForTableMeta(event);
        return stream == null ? history : stream.judgeSchema(event, history);
    }

    /** Entries that pass the host's transaction buffer, with a position in their header. */
    private static boolean carries(CanalEntry.Entry entry) {
        if (entry == null) {
            return false;
        }
        CanalEntry.EntryType type = entry.getEntryType();
        return type == CanalEntry.EntryType.TRANSACTIONEND || type == CanalEntry.EntryType.ROWDATA
                || type == CanalEntry.EntryType.TRANSACTIONBEGIN;
    }

    /** Passes all stages in order up to the sink, where the host filters heartbeats before the store. */
    private static CanalEntry.Entry positionEntry(BinlogOffset boundary) {
        CanalEntry.Header header = CanalEntry.Header.newBuilder()
                .setEventType(CanalEntry.EventType.MHEARTBEAT)
                .setLogfileName(boundary.coordinates().file().toString())
                .setLogfileOffset(boundary.coordinates().position())
                .build();
        return CanalEntry.Entry.newBuilder()
                .setHeader(header)
                .setEntryType(CanalEntry.EntryType.HEARTBEAT)
                .build();
    }

    @Override
    public void reset() {
        super.reset();
        onReset.run();
    }
}
