package io.github.lockkeeper.canal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.position.LogIdentity;
import com.alibaba.otter.canal.store.model.Event;
import com.alibaba.otter.canal.store.model.Events;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.SourceName;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/** Transaction n of a source has n % 4 events; its offset is n + 4. */
@DisplayName("Several sources at once, and a client that takes, acknowledges and rolls back")
class ConcurrentGroupTest {

    private static final int SOURCES = 4;
    private static final int TRANSACTIONS = 4000;

    private final GroupEventStore store = new GroupEventStore();
    private final ExecutorService parsers = Executors.newFixedThreadPool(SOURCES);
    private final int[] held = new int[SOURCES];

    @BeforeEach
    void start() {
        store.setBufferSize(64);
        store.start();
    }

    @AfterEach
    void stop() {
        parsers.shutdownNow();
    }

    private static SourceName name(int source) {
        return SourceName.of("source-" + source);
    }

    private static int eventsIn(int transaction) {
        return transaction % 4;
    }

    @RepeatedTest(3)
    @DisplayName("no cursor is ever in front of what the client holds, and in the end none is behind")
    void together() throws Exception {
        List<Future<?>> sources = new ArrayList<>();
        for (int source = 0; source < SOURCES; source++) {
            int number = source;
            sources.add(parsers.submit(() -> parse(number)));
        }
        Random random = new Random(7);
        while (!sources.stream().allMatch(Future::isDone) || outstanding()) {
            take(1 + random.nextInt(40), random.nextInt(5) > 0);
        }
        for (Future<?> source : sources) {
            source.get(1, TimeUnit.SECONDS);
        }
        for (int source = 0; source < SOURCES; source++) {
            assertThat(cursor(source)).isEqualTo(TRANSACTIONS);
        }
        assertThat(store.tracker().pendingMarks()).isZero();
    }

    private boolean outstanding() {
        return store.getPutSequence().get() > store.getAckSequence().get();
    }

    private void parse(int source) {
        DumpAttempt attempt = store.tracker().beginAttempt(name(source));
        for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < eventsIn(transaction); i++) {
                events.add(event(source, transaction, i));
            }
            Optional<BinlogOffset> end =
                    Optional.of(BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000001", transaction + 5L)));
            while (store.tryPut(attempt, events, end) == GroupEventStore.PutResult.FULL) {
                Thread.yield();
            }
        }
    }

    private static Event event(int source, int transaction, int index) {
        CanalEntry.Header header = CanalEntry.Header.newBuilder().setLogfileName("mysql-bin.000001")
                .setServerId(source).setLogfileOffset(4L * transaction + index).setExecuteTime(1000).build();
        return new Event(new LogIdentity(new InetSocketAddress(3306), -1L),
                CanalEntry.Entry.newBuilder().setHeader(header).setEntryType(CanalEntry.EntryType.ROWDATA).build());
    }

    private void take(int size, boolean acknowledges) {
        Events<Event> events = store.tryGet(null, size);
        if (events.getEvents().isEmpty()) {
            Thread.yield();
            return;
        }
        if (acknowledges) {
            events.getEvents().forEach(this::hold);
            store.ack(events.getPositionRange().getEnd(), events.getPositionRange().getEndSeq());
        } else {
            store.rollback();
        }
        for (int source = 0; source < SOURCES; source++) {
            assertThat(cursor(source)).as("cursor of source %s", source).isLessThanOrEqualTo(complete(source));
        }
    }

    /** Events of one source come in order. */
    private void hold(Event event) {
        int source = (int) event.getServerId();
        int at = (int) event.getPosition();
        int expected = held[source];
        while (expected % 4 >= eventsIn(expected / 4)) {
            expected = (expected / 4 + 1) * 4;
        }
        assertThat(at).as("the next event of source %s", source).isEqualTo(expected);
        held[source] = at + 1;
    }

    /** How many transactions of the source the client holds whole, those without events behind them included. */
    private int complete(int source) {
        int transaction = held[source] / 4;
        while (transaction < TRANSACTIONS && held[source] % 4 >= eventsIn(transaction)
                && (transaction == held[source] / 4 || eventsIn(transaction) == 0)) {
            transaction++;
        }
        return transaction;
    }

    private int cursor(int source) {
        return store.tracker().acknowledged(name(source)).map(SourceCursor::offset)
                .map(offset -> (int) offset.coordinates().position() - 4).orElse(0);
    }
}
