package io.github.lockkeeper.canal.store;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogIdentity;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import com.alibaba.otter.canal.protocol.position.PositionRange;
import com.alibaba.otter.canal.store.CanalStoreException;
import com.alibaba.otter.canal.store.model.BatchMode;
import com.alibaba.otter.canal.store.model.Event;
import com.alibaba.otter.canal.store.model.Events;
import com.google.protobuf.ByteString;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.cursor.history.Rig;
import io.github.lockkeeper.cursor.history.Sent;
import io.github.lockkeeper.position.BinlogOffset;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The real store, small enough that a history fills and wraps it, with events of the host. */
final class StoreRig implements Rig {

    private static final int EVENTS = 16;
    private static final int BYTES_OF_AN_EVENT = 64;
    private static final int TRANSACTION = 100;

    private final GroupEventStore store = new GroupEventStore();
    private final boolean raw;

    StoreRig(BatchMode mode, boolean ddlIsolation, boolean raw) {
        this.raw = raw;
        store.setBatchMode(mode);
        store.setDdlIsolation(ddlIsolation);
        store.setRaw(raw);
        store.setBufferSize(EVENTS);
        store.setBufferMemUnit(BYTES_OF_AN_EVENT);
        store.start();
    }

    @Override
    public CursorTracker tracker() {
        return store.tracker();
    }

    @Override
    public Put put(DumpAttempt attempt, List<Sent> events, Optional<BinlogOffset> boundary) {
        return Put.valueOf(store.tryPut(attempt, events.stream().map(this::event).toList(), boundary).name());
    }

    private Event event(Sent sent) {
        CanalEntry.Header header = CanalEntry.Header.newBuilder()
                .setLogfileName("mysql-bin.000001")
                .setLogfileOffset((long) TRANSACTION * sent.transaction() + sent.index())
                .setServerId(sent.source())
                .setExecuteTime(1_795_341_103_000L + sent.transaction())
                .setEventLength(20)
                .setEventType(sent.ddl() ? CanalEntry.EventType.CREATE : CanalEntry.EventType.INSERT)
                .build();
        CanalEntry.Entry entry = CanalEntry.Entry.newBuilder().setHeader(header)
                .setEntryType(CanalEntry.EntryType.ROWDATA).setStoreValue(ByteString.copyFromUtf8("a row")).build();
        return new Event(new LogIdentity(new InetSocketAddress(3306), -1L), entry, raw);
    }

    /** The host's server passes a position, which must not matter. */
    @Override
    public Optional<Batch> get(int size) {
        EntryPosition included = new EntryPosition("mysql-bin.000001", 4L);
        included.setIncluded(true);
        LogPosition start = new LogPosition();
        start.setPostion(included);
        Events<Event> events = store.tryGet(start, size);
        return events.getEvents().isEmpty() ? Optional.empty()
                : Optional.of(new Batch(events.getEvents().stream().map(StoreRig::sent).toList(),
                        events.getPositionRange()));
    }

    private static Sent sent(Event event) {
        return new Sent((int) event.getServerId(), (int) event.getPosition() / TRANSACTION,
                (int) event.getPosition() % TRANSACTION, event.getEventType() == CanalEntry.EventType.CREATE);
    }

    @Override
    public boolean acknowledge(Batch batch) {
        PositionRange<?> range = (PositionRange<?>) batch.handle();
        try {
            store.ack(range.getEnd(), range.getEndSeq());
            return true;
        } catch (CanalStoreException e) {
            return false;
        }
    }

    @Override
    public void rollback() {
        store.rollback();
    }

    @Override
    public void restart() {
        store.stop();
        store.start();
    }
}
