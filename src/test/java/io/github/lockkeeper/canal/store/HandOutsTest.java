package io.github.lockkeeper.canal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.protocol.position.LogPosition;
import com.alibaba.otter.canal.protocol.position.PositionRange;
import com.alibaba.otter.canal.store.model.Event;
import com.alibaba.otter.canal.store.model.Events;
import io.github.lockkeeper.canal.sink.Entries;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.position.SourceName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whether a consumer may have been at work when another server had begun")
class HandOutsTest {

    private final GroupEventStore store = new GroupEventStore();
    private final Entries entries = new Entries();
    private DumpAttempt attempt;
    private boolean isOwner = true;

    @BeforeEach
    void start() {
        store.start();
        store.handOutWhile(() -> isOwner);
        attempt = store.tracker().beginAttempt(SourceName.of("orders"));
    }

    private void put() {
        store.tryPut(attempt, List.of(new Event(null, entries.begin()), new Event(null, entries.row()),
                new Event(null, entries.end())), Optional.of(entries.here()));
    }

    private PositionRange<LogPosition> get() {
        put();
        return range(store.tryGet(null, 3));
    }

    @SuppressWarnings("unchecked")
    private static PositionRange<LogPosition> range(Events<Event> events) {
        return events.getPositionRange();
    }

    private void acknowledge(PositionRange<LogPosition> batch) {
        store.ack(batch.getEnd(), batch.getEndSeq());
    }

    @Test
    @DisplayName("not when it was done while the destination was surely ours")
    void inTime() {
        assertThat(store.mayHaveComeLate()).as("nothing was handed out").isFalse();
        acknowledge(get());
        isOwner = false;
        assertThat(store.isUnderWay()).isFalse();
        assertThat(store.mayHaveComeLate()).isFalse();
    }

    @Test
    @DisplayName("when it has something in hand")
    void inHand() {
        PositionRange<LogPosition> first = get();
        acknowledge(first);
        get();
        assertThat(store.isUnderWay()).isTrue();
        assertThat(store.mayHaveComeLate()).isTrue();
    }

    @Test
    @DisplayName("when it was done in doubt, by an acknowledgement or by a rollback")
    void doneInDoubt() {
        PositionRange<LogPosition> batch = get();
        isOwner = false;
        acknowledge(batch);
        assertThat(store.isUnderWay()).isFalse();
        assertThat(store.mayHaveComeLate()).isTrue();

        isOwner = true;
        acknowledge(get());
        assertThat(store.mayHaveComeLate()).as("ours again: nobody else has begun").isFalse();
        assertThat(store.isTakenBackInDoubt()).isFalse();
        get();
        isOwner = false;
        store.rollback();
        assertThat(store.isUnderWay()).isFalse();
        assertThat(store.mayHaveComeLate()).isTrue();
        assertThat(store.isTakenBackInDoubt()).as("parts of it may be on their way").isTrue();
    }

    @Test
    @DisplayName("a second sender gets nothing while the first is at work, for a while; where clients take, they do")
    void oneAtATime() {
        get();
        assertThat(get()).as("several batches of a client").isNotNull();
        store.rollback();
        store.handOutOneAtATime(Duration.ofHours(1));
        Events<Event> first = store.tryGet(null, 3);
        assertThat(store.tryGet(null, 3).getEvents()).isEmpty();
        assertThat(store.isUnderWayFor(Duration.ofHours(1))).isFalse();
        acknowledge(range(first));
        Events<Event> second = store.tryGet(null, 3);
        assertThat(second.getEvents()).isNotEmpty();
        put();
        store.handOutOneAtATime(Duration.ofNanos(1));
        assertThat(store.tryGet(null, 3).getEvents()).as("the first is taken for dead").isNotEmpty();
    }

    @Test
    @DisplayName("a rollback of nothing says nothing")
    void emptyRollback() {
        acknowledge(get());
        isOwner = false;
        store.rollback();
        assertThat(store.mayHaveComeLate()).isFalse();
    }

    @Test
    @DisplayName("a batch that was withheld and goes out later is in hand like any other")
    void withheld() {
        isOwner = false;
        store.tryPut(attempt, List.of(new Event(null, entries.row())), Optional.empty());
        assertThat(store.tryGet(null, 3).getEvents()).isEmpty();
        assertThat(store.mayHaveComeLate()).isFalse();
        isOwner = true;
        assertThat(store.tryGet(null, 3).getEvents()).isNotEmpty();
        assertThat(store.mayHaveComeLate()).isTrue();
    }
}
