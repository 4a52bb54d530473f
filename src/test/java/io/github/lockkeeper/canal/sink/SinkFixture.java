package io.github.lockkeeper.canal.sink;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.store.model.Event;
import com.alibaba.otter.canal.store.model.Events;
import io.github.lockkeeper.canal.store.GroupEventStore;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.SourceName;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A store, the instance's sink, and the sink of one attempt of one source. */
final class SinkFixture {

    static final SourceName ORDERS = SourceName.of("orders");
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(3306);

    final GroupEventStore store = new GroupEventStore();
    final GroupEventSink shared = new GroupEventSink();
    final Entries entries = new Entries();
    Boundaries boundaries = new Boundaries();
    DumpAttempt attempt;
    AttemptSink sink;

    SinkFixture(int bufferSize) {
        store.setBufferSize(bufferSize);
        store.start();
    }

    SinkFixture begin() {
        attempt = store.tracker().beginAttempt(ORDERS);
        boundaries = new Boundaries();
        sink = new AttemptSink(shared, store, attempt, boundaries);
        sink.start();
        return this;
    }

    /** The last entry made is the carrier of a boundary. */
    CanalEntry.Entry bounded(CanalEntry.Entry entry) {
        boundaries.add(entries.here());
        return entry;
    }

    boolean sink(CanalEntry.Entry... some) throws InterruptedException {
        return sink.sink(List.of(some), ADDRESS, "group");
    }

    boolean sinkTransaction(int rows) throws InterruptedException {
        CanalEntry.Entry[] all = new CanalEntry.Entry[rows + 2];
        all[0] = entries.begin();
        for (int i = 1; i <= rows; i++) {
            all[i] = entries.row();
        }
        all[rows + 1] = bounded(entries.end());
        return sink(all);
    }

    /** Takes all that is there, and acknowledges it. */
    int consume() {
        Events<Event> events = store.tryGet(null, 1000);
        if (!events.getEvents().isEmpty()) {
            store.ack(events.getPositionRange().getEnd(), events.getPositionRange().getEndSeq());
        }
        return events.getEvents().size();
    }

    long put() {
        return store.getPutSequence().get() + 1;
    }

    Optional<BinlogOffset> acknowledged() {
        return store.tracker().acknowledged(ORDERS).map(SourceCursor::offset);
    }

    Optional<BinlogOffset> handedOver() {
        return store.tracker().handedOver(ORDERS).map(SourceCursor::offset);
    }
}
