package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.taobao.tddl.dbsync.binlog.LogEvent;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files 1 … 16, created at 1000, 2000, …; in each transactions at 100, 200, … seconds behind that, up to 900. */
@DisplayName("A start by time")
class TimeSearchTest {

    private static final int FILES = 16;

    private final FakeServer server = new FakeServer();
    private final DumpedFiles dumps = new DumpedFiles();
    private final List<List<Long>> ends = new ArrayList<>();
    private long nanos;
    private final QueryWatch watch = new QueryWatch("a look into a binlog", Duration.ofSeconds(10), () -> nanos);
    private final TimeSearch search = new TimeSearch(dumps, server, DumpedFiles.WATCH, () -> true);

    TimeSearchTest() {
        server.files = IntStream.rangeClosed(1, FILES).mapToObj(TimeSearchTest::name).map(BinlogFileName::parse)
                .toList();
        for (int file = 1; file <= FILES; file++) {
            int number = file;
            ends.add(new ArrayList<>());
            dumps.file(name(file), 1000L * file, dump -> events(dump, number));
        }
        events(Dump.from(4).opened(), FILES);
        server.endPosition = ends.get(FILES - 1).get(8);
    }

    private static String name(int file) {
        return String.format("mysql-bin.%06d", file);
    }

    private List<LogEvent> events(Dump dump, int file) {
        List<LogEvent> events = new ArrayList<>();
        ends.get(file - 1).clear();
        for (int i = 1; i <= 9; i++) {
            long when = 1000L * file + 100L * i;
            dump.at(when);
            events.add(dump.anonymousGtid());
            events.add(dump.query("BEGIN"));
            events.add(dump.tableMap());
            events.add(dump.at(when + 50).xid());
            ends.get(file - 1).add(dump.end());
        }
        if (file < FILES) {
            events.add(dump.rotate(name(file + 1)));
        }
        return events;
    }

    /** Behind the transaction of that number in that file. */
    private String behind(int file, int transaction) {
        events(Dump.from(4).opened(), file);
        return name(file) + ":" + ends.get(file - 1).get(transaction - 1);
    }

    private String found(long seconds) throws IOException {
        return search.find(seconds).coordinates().toString();
    }

    @Test
    @DisplayName("finds the place behind the last transaction in front of the time")
    void inside() throws IOException {
        assertThat(found(5400)).isEqualTo(behind(5, 3));
        assertThat(found(5401)).as("inside a transaction: its beginning").isEqualTo(behind(5, 3));
        assertThat(found(5450)).isEqualTo(behind(5, 3));
        assertThat(found(5451)).isEqualTo(behind(5, 4));
        assertThat(search.isBeforeOldest()).isFalse();
    }

    @Test
    @DisplayName("between two files: the beginning of the later, which is the end of the earlier")
    void between() throws IOException {
        assertThat(found(6000)).isEqualTo(name(6) + ":4");
        assertThat(found(6100)).isEqualTo(name(6) + ":4");
        assertThat(found(6101)).isEqualTo(name(6) + ":4");
        assertThat(found(6151)).isEqualTo(behind(6, 1));
    }

    @Test
    @DisplayName("after everything: the end of the newest file, without waiting there for more")
    void afterEverything() throws IOException {
        assertThat(found(1_000_000)).isEqualTo(behind(FILES, 9));
    }

    @Test
    @DisplayName("before everything: the beginning of the oldest, and says so")
    void beforeEverything() throws IOException {
        assertThat(found(10)).isEqualTo(name(1) + ":4");
        assertThat(search.isBeforeOldest()).isTrue();
        assertThat(found(1001)).isEqualTo(name(1) + ":4");
        assertThat(search.isBeforeOldest()).isFalse();
    }

    @Test
    @DisplayName("opens as many files as a binary search needs, each on a fresh connection")
    void cost() throws IOException {
        found(8888);
        assertThat(search.openedFiles()).isLessThanOrEqualTo(7);
        assertThat(dumps.reconnects).as("and leaves one that can be asked").isEqualTo(search.openedFiles() + 1);
    }

    @Test
    @DisplayName("among files without a transaction it does not open one after another")
    void costAmongEmptyFiles() throws IOException {
        for (int file = 1; file < FILES; file++) {
            String next = name(file + 1);
            dumps.file(name(file), 1000L * file, dump -> List.of(dump.rotate(next)));
        }
        assertThat(found(5500)).isEqualTo(name(6) + ":4");
        assertThat(search.openedFiles()).isLessThanOrEqualTo(7);
    }

    @Test
    @DisplayName("in one file, named: its end if all of it is older")
    void inOneFile() throws IOException {
        BinlogFileName file = BinlogFileName.parse(name(5));
        assertThat(search.findIn(file, 5301).coordinates()).hasToString(behind(5, 2));
        assertThat(search.findIn(file, 99_999).coordinates()).hasToString(name(6) + ":4");
    }

    @Test
    @DisplayName("in any case no transaction of the time or later is skipped")
    void neverTooLate() throws IOException {
        for (long seconds = 900; seconds < 1000 * FILES + 2000; seconds += 37) {
            BinlogOffset offset = search.find(seconds);
            assertThat(skippedAtOrAfter(seconds, offset)).as("from %s for %s", offset, seconds).isZero();
        }
    }

    private long skippedAtOrAfter(long seconds, BinlogOffset from) {
        long skipped = 0;
        for (int file = 1; file <= FILES; file++) {
            events(Dump.from(4).opened(), file);
            for (int i = 1; i <= 9; i++) {
                boolean before = file < from.coordinates().file().sequence()
                        || file == from.coordinates().file().sequence()
                        && ends.get(file - 1).get(i - 1) <= from.coordinates().position();
                skipped += before && 1000L * file + 100L * i + 50 >= seconds ? 1 : 0;
            }
        }
        return skipped;
    }

    @Test
    @DisplayName("a file that says it is older than what stands in front of it skips nothing of that")
    void creationBeforeTheEndOfTheFileBefore() throws IOException {
        // FLUSH LOGS began at 5400 and waited for transactions that were committed up to 5950.
        dumps.file(name(6), 5400, dump -> events(dump, 6));
        assertThat(found(5450)).isEqualTo(behind(5, 3));
    }

    @Test
    @DisplayName("the newest file is left also where its end is never shown: with the server's heartbeat")
    void heartbeat() throws IOException {
        String end = behind(FILES, 9);
        server.endPosition += 5000;
        assertThat(found(1_000_000)).isEqualTo(end);
    }

    @Test
    @DisplayName("n: a newest file over 4 GiB is left at its end as well; a start in it is where a dump can begin")
    void over4GiB() throws IOException {
        Dump written = Dump.from(4).opened();
        large(written);
        server.endPosition = (1L << 32) + written.end();
        dumps.file(name(FILES), 1000L * FILES, dump -> {
            List<LogEvent> events = large(dump);
            IntStream.range(0, 1000).forEach(later -> events.add(dump.query("BEGIN")));
            return events;
        });
        AtomicInteger seen = new AtomicInteger();
        TimeSearch counting = new TimeSearch(dumps, server, DumpedFiles.WATCH, () -> seen.incrementAndGet() > 0);
        assertThat(counting.find(1_000_000).coordinates()).hasToString(behind(FILES, 9));
        assertThat(seen).as("what is written behind the end that the search began with is not read").hasValueLessThan(1000);
    }

    /** The newest file, with one more transaction: of 5 GiB. */
    private List<LogEvent> large(Dump dump) {
        List<LogEvent> events = events(dump, FILES);
        events.add(dump.query("BEGIN"));
        for (int gigabyte = 0; gigabyte < 5; gigabyte++) {
            events.add(dump.skip(1L << 30).tableMap());
        }
        events.add(dump.xid());
        return events;
    }

    @Test
    @DisplayName("a file that is gone meanwhile is an error, not an answer")
    void gone() {
        server.files = List.of(BinlogFileName.parse("mysql-bin.000000"), BinlogFileName.parse(name(1)));
        assertThatThrownBy(() -> search.find(500)).isInstanceOf(IOException.class).hasMessageContaining("1236");
    }

    @Test
    @DisplayName("a search that is stopped half way has no answer: it would be made durable as the start")
    void stopped() {
        AtomicInteger asked = new AtomicInteger();
        TimeSearch stopping = new TimeSearch(dumps, server, DumpedFiles.WATCH, () -> asked.incrementAndGet() < 5);
        assertThatThrownBy(() -> stopping.find(5400)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> stopping.findIn(BinlogFileName.parse(name(5)), 5400)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("I16: a server that does not begin to answer ends the search, as a fault with a name")
    void hangsAtFirst() {
        dumps.file(name(9), 9000, dump -> {
            pass(Duration.ofSeconds(11));
            return List.of();
        });
        SourceFaultException failure = catchThrowableOfType(SourceFaultException.class, () -> watched(0).find(5400));
        assertThat(failure.fault().kind()).isEqualTo(FaultKind.QUERY_TIMEOUT);
        assertThat(failure.fault().detail()).contains("a look into a binlog", "10 s");
    }

    @Test
    @DisplayName("I16: so does one that stops in the middle; one that goes on does not, however long it takes")
    void hangsLater() throws IOException {
        SourceFaultException failure = catchThrowableOfType(SourceFaultException.class, () -> watched(31).find(5400));
        assertThat(failure.fault().kind()).isEqualTo(FaultKind.QUERY_TIMEOUT);
        assertThat(failure.fault().detail()).contains("30 s");
        assertThat(watched(29).find(5400).coordinates()).hasToString(behind(5, 3));
    }

    /** By a clock that goes on by that much at each event of a file that is read. */
    private TimeSearch watched(int secondsAnEvent) {
        return new TimeSearch(dumps, server, watch, () -> {
            pass(Duration.ofSeconds(secondsAnEvent));
            return true;
        });
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        watch.check();
    }

    @Test
    @DisplayName("tells when a file was created")
    void created() throws IOException {
        assertThat(search.created(BinlogFileName.parse(name(7)))).isEqualTo(7000);
    }
}
