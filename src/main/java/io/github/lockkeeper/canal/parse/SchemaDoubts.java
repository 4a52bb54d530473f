package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.TableMeta;
import com.taobao.tddl.dbsync.binlog.event.LogHeader;
import com.taobao.tddl.dbsync.binlog.event.RowsLogEvent;
import com.taobao.tddl.dbsync.binlog.event.TableMapLogEvent.ColumnInfo;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.OffsetOrder;
import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables of a source whose definition is in doubt: after a move over a gap, in which they may have been altered
 * unseen, those whose history up to the cursor differs from what the server has now. Of each, the first rows decide:
 * exactly one of the two has to fit their TABLE_MAP, else the source halts (I18). Each attempt decides anew; a table
 * stays in doubt, also in the record, until the rows that decided are acknowledged.
 *
 * <p>Thread-safe: filled on the parse thread, asked on the thread that parses rows.
 */
final class SchemaDoubts {

    private static final String NOTE = "schemasInDoubt:";

    private final SourceName source;
    private final CursorKeeper keeper;
    private final Set<String> tables = ConcurrentHashMap.newKeySet();
    /** By table, where the rows that decided begin. */
    private final Map<String, BinlogCoordinates> decided = new ConcurrentHashMap<>();

    SchemaDoubts(SourceName source, CursorKeeper keeper) {
        this.source = source;
        this.keeper = keeper;
        keeper.note(NOTE + source).ifPresent(noted -> ((Collection<?>) noted).forEach(name -> tables.add(name.toString())));
    }

    /** What the server has now, and how it becomes the history's. */
    interface Present {
        /** The definition that the server has now; null if it has no such table. */
        TableMeta now(String schema, String table);

        /** The history is to go on from the server's definition. */
        void adopt(RowsLogEvent from, String schema, String table);
    }

    /** Puts tables in doubt, durably. */
    void add(Collection<String> fullNames) {
        if (tables.addAll(fullNames)) {
            save();
        }
    }

    boolean isEmpty() {
        return tables.isEmpty();
    }

    /** What was decided is in the history only behind the rows that decided: the next attempt may start before them. */
    void newAttempt() {
        decided.clear();
    }

    /** Takes the tables out of doubt whose deciding rows lie before the durable cursor. Cheap while there are none. */
    void settle(Optional<SourceCursor> durable) {
        if (decided.isEmpty() || !durable.isPresent()) {
            return;
        }
        List<String> settled = new ArrayList<>();
        decided.forEach((name, at) -> {
            if (at.orderTo(durable.get().offset().coordinates()) == OffsetOrder.BEFORE) {
                settled.add(name);
            }
        });
        if (!settled.isEmpty()) {
            settled.forEach(decided::remove);
            tables.removeAll(settled);
            save();
        }
    }

    /**
     * The definition to read these rows with.
     *
     * @param history the one of the history up to here; null where the table is filtered
     * @throws SourceFaultException if it cannot be told
     */
    TableMeta judge(RowsLogEvent rows, TableMeta history, Present present) {
        if (tables.isEmpty() || history == null) {
            return history;
        }
        String schema = rows.getTable().getDbName();
        String table = rows.getTable().getTableName();
        String name = schema + "." + table;
        if (!tables.contains(name) || decided.containsKey(name)) {
            return history;
        }
        TableMeta now = present.now(schema, table);
        TableMeta fitting = decide(name, history, now, rows.getTable().getColumnInfo());
        if (fitting == now) {
            present.adopt(rows, schema, table);
        }
        LogHeader header = rows.getHeader();
        decided.put(name, BinlogCoordinates.of(header.getLogFileName(),
                Math.max(BinlogCoordinates.FIRST_POSITION, header.getLogPos() - header.getEventLen())));
        return fitting;
    }

    private static TableMeta decide(String name, TableMeta history, TableMeta now, ColumnInfo[] columns) {
        boolean historyFits = TableFit.fits(history, columns);
        boolean nowFits = now != null && TableFit.fits(now, columns);
        if (historyFits && (!nowFits || TableFit.sameWhereBothFit(history, now))) {
            return history;
        }
        if (nowFits && !historyFits) {
            return now;
        }
        throw new SourceFaultException(FaultKind.SCHEMA_UNKNOWN, "table " + name + ", altered in a gap: "
                + (historyFits ? "its rows fit both" : "its rows, of " + columns.length + " columns, fit neither")
                + " its definition from before the gap " + columns(history) + " and the one of now " + columns(now));
    }

    private static String columns(TableMeta table) {
        if (table == null) {
            return "(there is none)";
        }
        List<String> columns = new ArrayList<>();
        table.getFields().forEach(field -> columns.add(field.getColumnName() + " " + field.getColumnType()));
        return columns.toString();
    }

    private void save() {
        keeper.note(NOTE + source, tables.isEmpty() ? null : new ArrayList<>(tables));
    }
}
