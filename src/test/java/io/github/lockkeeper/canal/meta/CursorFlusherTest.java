package io.github.lockkeeper.canal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.cursor.FlakyCursorStore;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.SourceName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The flush of the record")
class CursorFlusherTest {

    private static final SourceName ORDERS = SourceName.of("orders");
    private static final long NEVER = 3_600_000;

    private final FlakyCursorStore store = new FlakyCursorStore();
    private final CursorTracker tracker = new CursorTracker();
    private final CursorKeeper keeper = new CursorKeeper(store, tracker, List.of(ORDERS));
    private final Alarms alarms = new Alarms();
    private final AtomicInteger followed = new AtomicInteger();
    private DumpAttempt attempt;

    @BeforeEach
    void open() {
        keeper.open();
        tracker.startGeneration();
        attempt = tracker.beginAttempt(ORDERS);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    private CursorFlusher flusher(long period, Runnable after) {
        return new CursorFlusher("group", keeper, period, () -> () -> { }, kept -> after.run(), new Reporter("group", alarms));
    }

    private BinlogOffset acknowledge(long position) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000001", position));
        tracker.boundary(attempt, offset);
        return offset;
    }

    private void awaitDurable(BinlogOffset offset) {
        await().atMost(Duration.ofSeconds(3))
                .until(() -> keeper.stored(ORDERS).map(SourceCursor::offset).filter(offset::equals).isPresent());
    }

    @Test
    @DisplayName("comes by itself, each period, and tells who follows only when there was something new")
    void period() {
        CursorFlusher flusher = flusher(1, followed::incrementAndGet);
        flusher.start();
        awaitDurable(acknowledge(100));
        awaitDurable(acknowledge(200));
        flusher.stop();
        assertThat(followed).hasValue(2);
        assertThat(store.writes()).isEqualTo(2);
    }

    @Test
    @DisplayName("comes at the stop")
    void stop() {
        CursorFlusher flusher = flusher(NEVER, followed::incrementAndGet);
        flusher.start();
        BinlogOffset offset = acknowledge(100);
        flusher.stop();
        awaitDurable(offset);
        assertThat(followed).hasValue(1);
    }

    @Test
    @DisplayName("a store that fails is told once; what was acknowledged meanwhile is written when it works")
    void failing() {
        store.failNextWrites(50);
        CursorFlusher flusher = flusher(1, followed::incrementAndGet);
        flusher.start();
        acknowledge(100);
        await().until(() -> !alarms.raised.isEmpty());
        awaitDurable(acknowledge(300));
        flusher.stop();
        assertThat(alarms.raised).hasSize(1);
        assertThat(alarms.raised.get(0)).contains("the disk is full").contains("sent again");
    }

    @Test
    @DisplayName("a store that was away and then refuses is told twice: that another owns the record is other news")
    void awayAndThenRefusing() {
        store.failNextWrites(Integer.MAX_VALUE);
        CursorFlusher flusher = flusher(1, followed::incrementAndGet);
        flusher.start();
        acknowledge(100);
        await().until(() -> alarms.raised.size() == 1);
        store.failNextWrites(Integer.MAX_VALUE, CursorStoreException.Kind.FENCED);
        await().until(() -> alarms.raised.size() == 2);
        flusher.stop();
        assertThat(alarms.raised).hasSize(2);
    }

    @Test
    @DisplayName("goes on whatever fails behind it, and does not call that a record that cannot be written")
    void whoFollowsFails() {
        CursorFlusher flusher = flusher(1, () -> {
            throw new IllegalStateException("no host");
        });
        flusher.start();
        awaitDurable(acknowledge(100));
        awaitDurable(acknowledge(200));
        flusher.stop();
        assertThat(alarms.raised).noneMatch(alarm -> alarm.contains("cannot be written"));
    }

    @Test
    @DisplayName("goes on after an Error too: it would end the schedule without a word")
    void error() {
        CursorFlusher flusher = flusher(1, () -> {
            throw new NoClassDefFoundError("a class of the host's");
        });
        flusher.start();
        awaitDurable(acknowledge(100));
        awaitDurable(acknowledge(200));
        flusher.stop();
    }
}
