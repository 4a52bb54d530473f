package io.github.lockkeeper.testkit.load;

import com.taobao.tddl.dbsync.binlog.LogBuffer;
import com.taobao.tddl.dbsync.binlog.LogContext;
import com.taobao.tddl.dbsync.binlog.LogDecoder;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.LogPosition;
import com.taobao.tddl.dbsync.binlog.event.DeleteRowsLogEvent;
import com.taobao.tddl.dbsync.binlog.event.GtidLogEvent;
import com.taobao.tddl.dbsync.binlog.event.RowsLogBuffer;
import com.taobao.tddl.dbsync.binlog.event.RowsLogEvent;
import com.taobao.tddl.dbsync.binlog.event.TableMapLogEvent;
import com.taobao.tddl.dbsync.binlog.event.UpdateRowsLogEvent;
import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowChange.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The changes of the load's tables in one binlog file, read from the disk. */
final class BinlogContent {

    private static final int MAGIC = 4;

    private final Path file;
    private final LogDecoder decoder = new LogDecoder(LogEvent.UNKNOWN_EVENT, LogEvent.ENUM_END_EVENT);
    private final Map<RowChange, CommitPlace> changes = new HashMap<>();
    private String gtid = "";

    BinlogContent(Path file) {
        this.file = file;
    }

    Map<RowChange, CommitPlace> changes() {
        LogContext context = new LogContext();
        context.setLogPosition(new LogPosition(file.getFileName().toString()));
        try {
            byte[] bytes = Files.readAllBytes(file);
            LogBuffer buffer = new LogBuffer(bytes, MAGIC, bytes.length - MAGIC);
            for (LogEvent event = decoder.decode(buffer, context); event != null; event = decoder.decode(buffer, context)) {
                note(event);
            }
            return changes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void note(LogEvent event) {
        int type = event.getHeader().getType();
        if (type == LogEvent.GTID_LOG_EVENT) {
            gtid = ((GtidLogEvent) event).getGtidStr();
        } else if (type == LogEvent.ANONYMOUS_GTID_LOG_EVENT) {
            gtid = "";
        } else if (event instanceof RowsLogEvent rows) {
            note(rows, new Tables(rows.getTable().getDbName()));
        }
    }

    private void note(RowsLogEvent rows, Tables tables) {
        String table = rows.getTable().getTableName();
        if (!Tables.STREAMED.contains(table)) {
            return;
        }
        RowsLogBuffer buffer = rows.getRowsBuf("UTF-8");
        while (buffer.nextOneRow(rows.getColumns())) {
            List<Object> row = columns(rows, buffer, rows.getColumns());
            if (rows instanceof UpdateRowsLogEvent) {
                buffer.nextOneRow(rows.getChangeColumns(), true);
                row = columns(rows, buffer, rows.getChangeColumns());
            }
            changes.put(tables.change(table, row, kind(rows)), new CommitPlace(file.getFileName().toString(), gtid));
        }
    }

    private static Kind kind(RowsLogEvent rows) {
        if (rows instanceof UpdateRowsLogEvent) {
            return Kind.UPDATE;
        }
        return rows instanceof DeleteRowsLogEvent ? Kind.DELETE : Kind.INSERT;
    }

    private static List<Object> columns(RowsLogEvent rows, RowsLogBuffer buffer, BitSet present) {
        TableMapLogEvent.ColumnInfo[] columns = rows.getTable().getColumnInfo();
        List<Object> values = new ArrayList<>();
        for (int at = 0; at < rows.getTable().getColumnCnt(); at++) {
            values.add(present.get(at) ? buffer.nextValue(null, at, columns[at].type, columns[at].meta) : null);
        }
        return values;
    }
}
