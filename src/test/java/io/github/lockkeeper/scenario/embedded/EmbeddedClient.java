package io.github.lockkeeper.scenario.embedded;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import com.alibaba.otter.canal.protocol.Message;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A client under the test's control: it gets, acknowledges and rolls back when told to. Not thread-safe. */
public final class EmbeddedClient {

    /** Without a batch; how long the whole takes depends on the machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final EmbeddedHost host;
    private final ClientIdentity identity;
    private final List<String> held = new ArrayList<>();
    private final List<CanalEntry.Entry> entries = new ArrayList<>();

    public EmbeddedClient(EmbeddedHost host) {
        this(host, (short) 1001, "");
    }

    EmbeddedClient(EmbeddedHost host, short id, String filter) {
        this.host = host;
        this.identity = new ClientIdentity(EmbeddedHost.DESTINATION, id, filter);
    }

    public EmbeddedClient subscribe() {
        host.server().subscribe(identity);
        return this;
    }

    void unsubscribe() {
        host.server().unsubscribe(identity);
    }

    Batch get(int size) {
        Message message = host.server().getWithoutAck(identity, size, 50L, TimeUnit.MILLISECONDS);
        return new Batch(message.getId(), decode(message));
    }

    void ack(Batch batch) {
        host.server().ack(identity, batch.id());
        hold(batch.entries());
    }

    void rollback() {
        host.server().rollback(identity);
    }

    void rollback(Batch batch) {
        host.server().rollback(identity, batch.id());
    }

    /** One get with immediate acknowledgement. */
    void getAndAck(int size) {
        hold(decode(host.server().get(identity, size, 50L, TimeUnit.MILLISECONDS)));
    }

    /** Gets and acknowledges until a condition holds; fails when nothing comes any more, or the same for ever. */
    EmbeddedClient drainUntil(BooleanSupplier done) {
        return drainUntil(100, done);
    }

    public EmbeddedClient drainUntil(int batchSize, BooleanSupplier done) {
        long begun = System.nanoTime();
        long last = begun;
        while (!done.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - last > PATIENCE.toNanos() || now - begun > LONGEST.toNanos()) {
                throw new AssertionError("not there after " + Duration.ofNanos(now - begun) + ", the last batch came "
                        + Duration.ofNanos(now - last) + " ago; held " + held.size() + ": " + tail());
            }
            Batch batch = get(batchSize);
            if (batch.id() >= 0) {
                ack(batch);
                last = System.nanoTime();
            }
        }
        return this;
    }

    EmbeddedClient drainUntilHeld(int rows) {
        return drainUntil(() -> held.size() >= rows);
    }

    private String tail() {
        return String.join(",", held.subList(Math.max(0, held.size() - 10), held.size()));
    }

    /** The acknowledged rows as {@code KIND schema.table#id}, in order, repeated ones too. */
    public List<String> held() {
        return held;
    }

    /** The acknowledged entries, transaction marks and statements among them. */
    List<CanalEntry.Entry> entries() {
        return entries;
    }

    private void hold(List<CanalEntry.Entry> batch) {
        entries.addAll(batch);
        batch.forEach(entry -> held.addAll(rows(entry)));
    }

    /** The rows of an entry; a statement is {@code QUERY sql}. */
    static List<String> rows(CanalEntry.Entry entry) {
        if (entry.getEntryType() != CanalEntry.EntryType.ROWDATA) {
            return List.of();
        }
        try {
            CanalEntry.RowChange change = CanalEntry.RowChange.parseFrom(entry.getStoreValue());
            if (change.getRowDatasCount() == 0) {
                return List.of();
            }
            List<String> rows = new ArrayList<>();
            String table = entry.getHeader().getSchemaName() + "." + entry.getHeader().getTableName();
            for (CanalEntry.RowData row : change.getRowDatasList()) {
                List<CanalEntry.Column> columns = change.getEventType() == CanalEntry.EventType.DELETE
                        ? row.getBeforeColumnsList() : row.getAfterColumnsList();
                rows.add(change.getEventType() + " " + table + "#" + columns.get(0).getValue());
            }
            return rows;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<CanalEntry.Entry> decode(Message message) {
        List<CanalEntry.Entry> decoded = new ArrayList<>(message.getEntries());
        for (ByteString raw : message.getRawEntries()) {
            try {
                decoded.add(CanalEntry.Entry.parseFrom(raw));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return decoded;
    }

    /** What one get handed out; id −1 for nothing. */
    record Batch(long id, List<CanalEntry.Entry> entries) {

        List<String> rows() {
            return entries.stream().flatMap(entry -> EmbeddedClient.rows(entry).stream()).toList();
        }
    }
}
