package io.github.lockkeeper.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The invariants of the cursor, one by one. Each comment names the line whose deletion breaks the test below it; the
 * same rules over random histories are in {@link CursorTrackerPropertiesTest}, through the host's store in
 * {@code GroupEventStoreTest}, at the sink in {@code AttemptSinkTest}, in the stream in {@code StreamInvariantsTest}.
 */
@DisplayName("Invariants of the cursor")
class InvariantsTest {

    private static final SourceName ORDERS = SourceName.of("orders");
    private static final SourceName TRADES = SourceName.of("trades");
    private static final ServerIdentity SERVER = ServerIdentity.of(7, "");

    private final CursorTracker tracker = new CursorTracker();
    private final FlakyCursorStore store = new FlakyCursorStore();
    private final CursorKeeper keeper = new CursorKeeper(store, tracker, List.of(ORDERS, TRADES));
    private DumpAttempt orders;
    private DumpAttempt trades;
    private long sequence = CursorTracker.EMPTY_SEQUENCE;

    @BeforeEach
    void start() {
        keeper.open();
        tracker.startGeneration();
        orders = attempt(ORDERS);
        trades = attempt(TRADES);
    }

    private DumpAttempt attempt(SourceName source) {
        DumpAttempt attempt = tracker.beginAttempt(source);
        tracker.connected(attempt, SERVER, "10.0.0.1:3306");
        return attempt;
    }

    private static BinlogOffset at(long position) {
        return BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000001", position));
    }

    private static SourceCursor cursor(long position) {
        return SourceCursor.of(at(position), SERVER, "10.0.0.1:3306");
    }

    private void put(DumpAttempt attempt, int events) {
        sequence += events;
        tracker.put(attempt, sequence);
    }

    private Optional<BinlogOffset> acknowledged(SourceName source) {
        return tracker.acknowledged(source).map(SourceCursor::offset);
    }

    @Test
    @DisplayName("I1: a cursor stays in front of an event that nobody acknowledged, of its own source")
    void ownEvents() {
        // CursorTracker.put: `progress(…).lastPut = sequence`; Progress.advanceTo: `mark.sequence <= sequence`.
        put(orders, 3);
        tracker.boundary(orders, at(300));
        put(trades, 2);
        tracker.boundary(trades, at(200));
        put(orders, 1);
        tracker.boundary(orders, at(400));

        tracker.acknowledged(1);
        assertThat(acknowledged(ORDERS)).isEmpty();
        tracker.acknowledged(2);
        assertThat(acknowledged(ORDERS)).contains(at(300));
        assertThat(acknowledged(TRADES)).isEmpty();
        tracker.acknowledged(4);
        assertThat(acknowledged(TRADES)).contains(at(200));
        assertThat(acknowledged(ORDERS)).contains(at(300));
        tracker.acknowledged(5);
        assertThat(acknowledged(ORDERS)).contains(at(400));
    }

    @Test
    @DisplayName("I1: it moves with an acknowledgement that comes before the boundary as well")
    void acknowledgedFirst() {
        // CursorTracker.boundary: `progress.acknowledged = cursor`.
        put(orders, 3);
        tracker.acknowledged(2);
        tracker.boundary(orders, at(300));
        assertThat(acknowledged(ORDERS)).contains(at(300));
    }

    @Test
    @DisplayName("I1: what is durable is what was acknowledged, not what was handed over")
    void durable() {
        // CursorKeeper.flush asks tracker.acknowledged(), and saves.
        put(orders, 3);
        tracker.boundary(orders, at(300));
        assertThat(keeper.flush()).isFalse();
        assertThat(keeper.stored(ORDERS)).isEmpty();
        tracker.acknowledged(2);
        assertThat(keeper.flush()).isTrue();
        assertThat(store.load().orElseThrow().sources()).containsOnlyKeys(ORDERS)
                .containsValue(cursor(300));
        assertThat(keeper.flush()).as("nothing new").isFalse();
    }

    @Test
    @DisplayName("I1: a flush that fails keeps what was acknowledged for the next one")
    void failedFlush() {
        put(orders, 3);
        tracker.boundary(orders, at(300));
        tracker.acknowledged(2);
        store.failNextWrites(2);
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(keeper::flush);
        assertThat(keeper.stored(ORDERS)).isEmpty();
        assertThat(keeper.cursor(ORDERS)).as("in this process it counts").contains(cursor(300));
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(keeper::flush);
        assertThat(keeper.flush()).isTrue();
        assertThat(keeper.stored(ORDERS)).contains(cursor(300));
    }

    @Test
    @DisplayName("I4: a call of an attempt that is over is dropped and counted, and ends no later one")
    void lateCalls() {
        // CursorTracker.beginAttempt: `progress.attempt++`; isCurrent: the comparison of numbers; admit: droppedCalls++.
        DumpAttempt next = attempt(ORDERS);
        assertThat(next.number()).isEqualTo(orders.number() + 1);
        put(orders, 3);
        assertThat(tracker.boundary(orders, at(900))).isFalse();
        assertThat(tracker.admit(orders)).isFalse();
        assertThat(tracker.droppedCalls()).isEqualTo(2);
        assertThat(tracker.handedOver(ORDERS)).isEmpty();

        tracker.endAttempt(orders);
        assertThat(tracker.isCurrent(next)).isTrue();
        assertThat(tracker.boundary(next, at(100))).isTrue();
        assertThat(acknowledged(ORDERS)).as("the late put moved nothing").contains(at(100));
        tracker.endAttempt(next);
        assertThat(tracker.boundary(next, at(200))).isFalse();
        assertThat(tracker.isCurrent(trades)).as("the other source goes on").isTrue();
    }

    @Test
    @DisplayName("I4: a cursor names the server that its attempt read from")
    void servers() {
        // CursorTracker.connected: `attempt.connectedTo(…)`.
        tracker.boundary(orders, at(100));
        DumpAttempt next = tracker.beginAttempt(ORDERS);
        tracker.connected(next, ServerIdentity.of(8, ""), "10.0.0.2:3306");
        assertThat(tracker.acknowledged(ORDERS)).contains(cursor(100));
        tracker.boundary(next, at(50));
        assertThat(tracker.acknowledged(ORDERS))
                .contains(SourceCursor.of(at(50), ServerIdentity.of(8, ""), "10.0.0.2:3306"));
    }

    @Test
    @DisplayName("I5: the end of the store forgets what was not acknowledged, also where an attempt would resume")
    void endOfTheStore() {
        // CursorTracker.forgetUnacknowledged and Progress.forgetUnacknowledged: each of their lines.
        put(orders, 3);
        tracker.boundary(orders, at(300));
        tracker.acknowledged(2);
        put(orders, 3);
        tracker.boundary(orders, at(600));

        tracker.endGeneration();
        assertThat(tracker.pendingMarks()).isZero();
        assertThat(tracker.handedOver(ORDERS)).isEmpty();
        assertThat(keeper.cursor(ORDERS)).contains(cursor(300));
        tracker.startGeneration();
        assertThat(tracker.boundary(orders, at(900))).as("an attempt from before").isFalse();
        DumpAttempt next = attempt(ORDERS);
        tracker.boundary(next, at(400));
        assertThat(acknowledged(ORDERS)).as("nothing is outstanding").contains(at(400));
        tracker.put(next, 0);
        tracker.boundary(next, at(500));
        assertThat(acknowledged(ORDERS)).as("sequences begin anew").contains(at(400));
        tracker.acknowledged(0);
        assertThat(acknowledged(ORDERS)).contains(at(500));
    }

    @Test
    @DisplayName("I5: between the end and the next start no attempt is taken, not even one that begins there")
    void stopped() {
        // CursorTracker.endGeneration: `running = false`.
        tracker.endGeneration();
        DumpAttempt meanwhile = attempt(ORDERS);
        assertThat(tracker.boundary(meanwhile, at(100))).isFalse();
        tracker.startGeneration();
        assertThat(tracker.boundary(meanwhile, at(100))).isFalse();
        assertThat(tracker.boundary(attempt(ORDERS), at(100))).isTrue();
    }

    @Test
    @DisplayName("I6: a source's first offset is durable, or its dump does not begin")
    void firstOffset() {
        // CursorKeeper.fix: `save(…)`.
        store.failNextWrites(1);
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(() -> keeper.fix(ORDERS, cursor(4)));
        assertThat(keeper.cursor(ORDERS)).as("as if it had never been").isEmpty();
        keeper.fix(ORDERS, cursor(4));
        assertThat(store.load().orElseThrow().sources()).containsEntry(ORDERS, cursor(4));
        assertThat(keeper.cursor(ORDERS)).contains(cursor(4));
        assertThat(store.writes()).isEqualTo(1);
    }

    @Test
    @DisplayName("I6: the first offset of one source leaves those of the others as they are durable")
    void firstOffsetOfOne() {
        keeper.fix(TRADES, cursor(4));
        put(trades, 1);
        tracker.boundary(trades, at(100));
        tracker.acknowledged(0);
        keeper.fix(ORDERS, cursor(8));
        assertThat(store.load().orElseThrow().sources()).containsEntry(TRADES, cursor(4)).containsEntry(ORDERS, cursor(8));
        keeper.flush();
        assertThat(store.load().orElseThrow().sources()).containsEntry(TRADES, cursor(100))
                .containsEntry(ORDERS, cursor(8));
    }

    @Test
    @DisplayName("I13: an acknowledged cursor is told with the attempt that it came from, not the one that runs")
    void acknowledgedAttempt() {
        DumpAttempt first = attempt(ORDERS);
        assertThat(tracker.acknowledgedAttempt(ORDERS)).isZero();
        tracker.put(first, 0);
        tracker.boundary(first, at(100));
        tracker.put(first, 1);
        tracker.boundary(first, at(200));
        DumpAttempt second = attempt(ORDERS);
        tracker.boundary(second, at(9000));
        tracker.acknowledged(0);
        assertThat(tracker.acknowledgedAttempt(ORDERS)).isEqualTo(first.number());
        assertThat(acknowledged(ORDERS)).contains(at(100));
        tracker.acknowledged(1);
        assertThat(tracker.acknowledgedAttempt(ORDERS)).as("stands at the same sequence").isEqualTo(second.number());
        assertThat(acknowledged(ORDERS)).contains(at(9000));
    }

    @Test
    @DisplayName("I13: a boundary with nothing outstanding is acknowledged by its own attempt, also over a new generation")
    void acknowledgedAttemptAtOnce() {
        DumpAttempt first = attempt(ORDERS);
        tracker.boundary(first, at(100));
        assertThat(tracker.acknowledgedAttempt(ORDERS)).isEqualTo(first.number());
        tracker.endGeneration();
        tracker.startGeneration();
        assertThat(tracker.acknowledgedAttempt(ORDERS)).isEqualTo(first.number());
        DumpAttempt next = attempt(ORDERS);
        assertThat(next.number()).isGreaterThan(first.number());
        tracker.boundary(next, at(200));
        assertThat(tracker.acknowledgedAttempt(ORDERS)).isEqualTo(next.number());
        assertThat(tracker.acknowledgedAttempt(TRADES)).isZero();
    }

    @Test
    @DisplayName("without a claim nothing is read or written")
    void closed() {
        keeper.close();
        keeper.close();
        assertThatThrownBy(keeper::flush).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keeper.fix(ORDERS, cursor(4))).isInstanceOf(IllegalStateException.class);
        assertThat(store.writes()).isZero();
    }
}
