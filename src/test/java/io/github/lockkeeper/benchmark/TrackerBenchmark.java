package io.github.lockkeeper.benchmark;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.position.LogIdentity;
import com.alibaba.otter.canal.store.memory.MemoryEventStoreWithBuffer;
import com.alibaba.otter.canal.store.model.BatchMode;
import com.alibaba.otter.canal.store.model.Event;
import com.alibaba.otter.canal.store.model.Events;
import com.google.protobuf.ByteString;
import io.github.lockkeeper.canal.store.GroupEventStore;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.stream.BoundaryScanner;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What following the cursor costs, per transaction of two rows (four events), with a batch of a hundred transactions
 * acknowledged at a time. Run it from an IDE, or after {@code mvn test-compile} with
 * {@code java -cp target/test-classes:target/classes:$(mvn -q dependency:build-classpath
 * -Dmdep.outputFile=/dev/stdout) io.github.lockkeeper.benchmark.TrackerBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrackerBenchmark {

    private static final String FILE = "mysql-bin.000007";
    private static final int TRANSACTIONS_IN_A_BATCH = 100;
    private static final int EVENTS = 4;

    /** Nanoseconds, for comparison: the whole way of a row through Canal costs some tens of thousands. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(TrackerBenchmark.class.getName()).build()).run();
    }

    private static BinlogOffset boundary() {
        return BinlogOffset.of(BinlogCoordinates.of(FILE, 1000)).withTimestampSeconds(1_795_341_103L);
    }

    private static List<Event> events() {
        return List.of(event(CanalEntry.EntryType.TRANSACTIONBEGIN), event(CanalEntry.EntryType.ROWDATA),
                event(CanalEntry.EntryType.ROWDATA), event(CanalEntry.EntryType.TRANSACTIONEND));
    }

    private static Event event(CanalEntry.EntryType type) {
        CanalEntry.Header header = CanalEntry.Header.newBuilder().setLogfileName(FILE).setLogfileOffset(1000)
                .setEventLength(50).setExecuteTime(1_795_341_103_000L).setEventType(CanalEntry.EventType.INSERT)
                .build();
        return new Event(new LogIdentity(new InetSocketAddress(3306), -1L), CanalEntry.Entry.newBuilder()
                .setHeader(header).setEntryType(type).setStoreValue(ByteString.copyFrom(new byte[200])).build());
    }

    /** The tracker alone, with several sources in turn. */
    @State(Scope.Thread)
    public static class Tracking {
        @Param({"1", "16"})
        private int sources;

        private final CursorTracker tracker = new CursorTracker();
        private final BinlogOffset boundary = boundary();
        private DumpAttempt[] attempts;
        private long sequence = CursorTracker.EMPTY_SEQUENCE;
        private int transactions;

        private void transaction() {
            if (attempts == null) {
                begin();
            }
            sequence += EVENTS;
            DumpAttempt attempt = attempts[++transactions % sources];
            tracker.admit(attempt);
            tracker.put(attempt, sequence);
            tracker.boundary(attempt, boundary);
            if (transactions % TRANSACTIONS_IN_A_BATCH == 0) {
                tracker.acknowledged(sequence);
            }
        }

        private void begin() {
            tracker.startGeneration();
            attempts = new DumpAttempt[sources];
            for (int i = 0; i < sources; i++) {
                attempts[i] = tracker.beginAttempt(SourceName.of("source-" + i));
            }
        }
    }

    @Benchmark
    public void tracker(Tracking tracking) {
        tracking.transaction();
    }

    /** The host's ring buffer, and ours on it. */
    @State(Scope.Thread)
    public static class Store {
        @Param({"host", "group"})
        private String kind;

        private final List<Event> events = events();
        private final Optional<BinlogOffset> boundary = Optional.of(boundary());
        private MemoryEventStoreWithBuffer host;
        private GroupEventStore group;
        private DumpAttempt attempt;
        private int transactions;

        private void transaction() {
            if (host == null) {
                begin();
            }
            if (group == null) {
                host.tryPut(events);
            } else {
                group.tryPut(attempt, events, boundary);
            }
            if (++transactions % TRANSACTIONS_IN_A_BATCH == 0) {
                Events<Event> batch = host.tryGet(null, TRANSACTIONS_IN_A_BATCH * EVENTS);
                host.ack(batch.getPositionRange().getEnd(), batch.getPositionRange().getEndSeq());
            }
        }

        private void begin() {
            if (kind.equals("group")) {
                group = new GroupEventStore();
                host = group;
            } else {
                host = new MemoryEventStoreWithBuffer();
            }
            host.setBatchMode(BatchMode.ITEMSIZE);
            host.start();
            if (group != null) {
                attempt = group.tracker().beginAttempt(SourceName.of("orders"));
            }
        }
    }

    @Benchmark
    public void store(Store store) {
        store.transaction();
    }

    /** The scanner of one attempt. */
    @State(Scope.Thread)
    public static class Scanning {
        private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";

        /** The set that the cursor carries: none, that of one server, or that of a topology with a long history. */
        @Param({"none", "one", "twenty"})
        private String gtids;

        private BoundaryScanner scanner;
        private long end = 1000;
        private long files = 1_000_000;
        private long gno = 1000;

        private Optional<BinlogOffset> transaction() {
            if (scanner == null) {
                scanner = new BoundaryScanner(boundary().withGtids(start()), false);
            }
            if (end > 1_000_000_000L) {
                end = 4;
                scanner.rotate("mysql-bin." + ++files, 4, false);
            }
            if (gtids.equals("none")) {
                scanner.anonymousGtid(FILE, end += 65);
            } else {
                scanner.gtid(FILE, end += 65, UUID, ++gno);
            }
            scanner.query(FILE, end += 72, 1_795_341_103L, "BEGIN");
            scanner.inside(FILE, end += 50);
            scanner.other(FILE, end += 200);
            return scanner.transactionEnd(FILE, end += 31, 1_795_341_103L);
        }

        private Gtids start() {
            StringBuilder set = new StringBuilder(gtids.equals("none") ? "" : UUID + ":1-1000");
            for (int i = 0; gtids.equals("twenty") && i < 19; i++) {
                set.append(String.format(",%08d-71ca-11e1-9e33-c80aa9429562:1-9:11-99:101-999", i));
            }
            return Gtids.parse(set.toString());
        }
    }

    @Benchmark
    public Optional<BinlogOffset> scanner(Scanning scanning) {
        return scanning.transaction();
    }
}
