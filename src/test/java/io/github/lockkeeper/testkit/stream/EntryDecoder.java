package io.github.lockkeeper.testkit.stream;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.CanalEntry.Column;
import com.alibaba.otter.canal.protocol.CanalEntry.Entry;
import com.alibaba.otter.canal.protocol.CanalEntry.EventType;
import com.alibaba.otter.canal.protocol.CanalEntry.Header;
import com.alibaba.otter.canal.protocol.CanalEntry.Pair;
import com.alibaba.otter.canal.protocol.CanalEntry.RowData;
import com.alibaba.otter.canal.protocol.Message;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.stream.RowEvent.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** From the client's messages to what the kit judges: keys, versions, transaction marks. */
final class EntryDecoder {

    private EntryDecoder() {
    }

    static Batch decode(Message message) {
        List<StreamItem> items = new ArrayList<>();
        for (Entry entry : message.getEntries()) {
            Origin origin = origin(entry.getHeader());
            switch (entry.getEntryType()) {
                case TRANSACTIONBEGIN -> items.add(new StreamItem.Begin(origin));
                case TRANSACTIONEND -> items.add(new StreamItem.End(origin));
                case ROWDATA -> change(entry, origin).ifPresent(items::add);
                default -> { }
            }
        }
        return new Batch(message.getId(), items);
    }

    /** What is neither a DDL nor rows is the text of a statement whose rows follow. */
    private static Optional<StreamItem> change(Entry entry, Origin origin) {
        CanalEntry.RowChange change = parse(entry);
        Header header = entry.getHeader();
        if (change.getIsDdl()) {
            return Optional.of(new StreamItem.Statement(
                    new DdlEvent(header.getSchemaName(), header.getTableName(), change.getSql(), origin)));
        }
        String source = source(header);
        List<RowEvent> events = new ArrayList<>(change.getRowDatasCount());
        for (RowData row : change.getRowDatasList()) {
            events.add(row(header, change.getEventType(), row, origin, source));
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(new StreamItem.Rows(events));
    }

    private static RowEvent row(Header header, EventType type, RowData row, Origin origin, String source) {
        boolean delete = type == EventType.DELETE;
        List<Column> columns = delete ? row.getBeforeColumnsList() : row.getAfterColumnsList();
        String id = columns.stream().filter(Column::getIsKey).map(Column::getValue).collect(Collectors.joining(","));
        String version = value(columns, "version");
        RowChange change = new RowChange(new RowKey(header.getSchemaName().intern(), header.getTableName().intern(), id),
                version.isEmpty() ? 0 : Long.parseLong(version), RowChange.Kind.valueOf(type.name()));
        return new RowEvent(change, value(columns, "payload"), origin, source);
    }

    private static String value(List<Column> columns, String name) {
        return columns.stream().filter(column -> column.getName().equals(name)).map(Column::getValue)
                .findFirst().orElse("");
    }

    private static String source(Header header) {
        return header.getPropsList().stream().filter(pair -> pair.getKey().equals("source")).map(Pair::getValue)
                .findFirst().orElse("");
    }

    private static Origin origin(Header header) {
        return new Origin(header.getServerId(), header.getLogfileName().intern(), header.getLogfileOffset());
    }

    private static CanalEntry.RowChange parse(Entry entry) {
        try {
            return CanalEntry.RowChange.parseFrom(entry.getStoreValue());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("unreadable entry at " + origin(entry.getHeader()), e);
        }
    }
}
