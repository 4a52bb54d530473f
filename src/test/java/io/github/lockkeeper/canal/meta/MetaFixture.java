package io.github.lockkeeper.canal.meta;

import com.alibaba.otter.canal.meta.MemoryMetaManager;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import com.alibaba.otter.canal.protocol.position.PositionRange;
import com.alibaba.otter.canal.store.model.Event;
import com.alibaba.otter.canal.store.model.Events;
import io.github.lockkeeper.canal.sink.Entries;
import io.github.lockkeeper.canal.store.GroupEventStore;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.cursor.FlakyCursorStore;
import io.github.lockkeeper.persistence.memory.MemoryGapJournal;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.List;
import java.util.Optional;

/** An instance's meta manager and store, driven in the order in which the host's server does. */
final class MetaFixture {

    static final String GROUP = "group";
    static final SourceName ORDERS = SourceName.of("orders");
    static final SourceName TRADES = SourceName.of("trades");

    final FlakyCursorStore cursors;
    final Alarms alarms = new Alarms();
    final GroupEventStore store = new GroupEventStore();
    final MemoryMetaManager host = new MemoryMetaManager();
    final GroupMetaManager manager = new GroupMetaManager();
    private final Entries entries = new Entries();
    private long time = 1_795_341_103;

    MetaFixture() {
        this(new FlakyCursorStore());
    }

    MetaFixture(FlakyCursorStore cursors) {
        this.cursors = cursors;
        manager.setDestination(GROUP);
        manager.setCursorStore(cursors);
        manager.setGapJournals(new MemoryGapJournal()::sharing);
        manager.setHostMetaManager(host);
        manager.setEventStore(store);
        manager.setAlarmHandler(alarms);
        manager.setOwnershipLoss(new OwnershipLoss());
        manager.setFlushPeriod(60_000);
        manager.setSourceNames(List.of(ORDERS.value(), TRADES.value()));
    }

    MetaFixture start() {
        manager.start();
        store.start();
        return this;
    }

    void stop() {
        store.stop();
        manager.stop();
    }

    static ClientIdentity client(int id) {
        return new ClientIdentity(GROUP, (short) id, ".*\\..*");
    }

    DumpAttempt attempt(SourceName source) {
        DumpAttempt attempt = store.tracker().beginAttempt(source);
        store.tracker().connected(attempt, ServerIdentity.of(7, ""), "10.0.0.1:3306");
        return attempt;
    }

    /** Puts a transaction of three events. */
    BinlogOffset put(DumpAttempt attempt) {
        List<Event> events = List.of(new Event(null, entries.begin()), new Event(null, entries.row()),
                new Event(null, entries.end()));
        BinlogOffset end = entries.here().withTimestampSeconds(time++);
        store.tryPut(attempt, events, Optional.of(end));
        return end;
    }

    /** As the server does for a client that gets: asks for its last batch, then for events, then registers them. */
    @SuppressWarnings("unchecked")
    long get(ClientIdentity client, int events) {
        manager.getLastestBatch(client);
        Events<Event> got = store.tryGet(manager.getCursor(client), events);
        return manager.addBatch(client, got.getPositionRange());
    }

    /** As the server does for a client that acknowledges. */
    @SuppressWarnings("unchecked")
    void acknowledge(ClientIdentity client, long batch) {
        PositionRange<LogPosition> range = manager.removeBatch(client, batch);
        if (range == null) {
            throw new IllegalStateException("no such batch");
        }
        manager.updateCursor(client, stranger());
        store.ack(range.getEnd(), range.getEndSeq());
    }

    /** A position that is nobody's here. */
    static LogPosition stranger() {
        LogPosition position = new LogPosition();
        position.setPostion(new EntryPosition("elsewhere.000999", 999L, 1L));
        return position;
    }
}
