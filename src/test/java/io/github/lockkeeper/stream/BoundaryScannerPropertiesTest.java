package io.github.lockkeeper.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.stream.StreamWriter.Mode;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

@Label("The scanner knows the transactions of any stream")
class BoundaryScannerPropertiesTest {

    private static final long GIB = 1L << 30;

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    @Label("each boundary that there is, complete, and no other")
    void boundaries(@ForAll("items") List<StreamItem> items, @ForAll Mode mode) {
        BoundaryScanner scanner = new BoundaryScanner(StreamWriter.start(), false);
        for (StreamEvent event : new StreamWriter(mode).write(items)) {
            assertThat(event.feedTo(scanner)).as("%s", event).isEqualTo(event.boundary());
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    @Label("a dump that resumes at any of them sees the same ones from there on, by coordinates as by GTID")
    void resumed(@ForAll("items") List<StreamItem> items, @ForAll Mode mode, @ForAll boolean byGtid) {
        List<StreamEvent> events = new StreamWriter(mode).write(items);
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).boundary().isPresent()) {
                resume(events.get(i).boundary().get(), events.subList(i + 1, events.size()), byGtid);
            }
        }
    }

    private static void resume(BinlogOffset at, List<StreamEvent> rest, boolean byGtid) {
        BoundaryScanner scanner = new BoundaryScanner(at, byGtid);
        String file = at.coordinates().file().toString();
        scanner.rotate(file, at.coordinates().position(), true);
        if (at.fileCreatedSeconds() != 0) {
            scanner.formatDescription(file, at.fileCreatedSeconds());
        }
        for (StreamEvent event : rest) {
            // By GTID the scanner learns from a heartbeat where it stands; that is not news.
            Optional<BinlogOffset> told = event.feedTo(scanner).filter(offset -> !byGtid || !offset.equals(at));
            assertThat(told).as("from %s: %s", at, event).isEqualTo(event.boundary());
        }
    }

    @Provide
    Arbitrary<List<StreamItem>> items() {
        Arbitrary<Long> row = Arbitraries.longs().between(30, 9000);
        Arbitrary<String> inside = Arbitraries.of("SAVEPOINT `a`", "ROLLBACK TO `a`", "UPDATE t SET a = 1",
                "CREATE TABLE `t` (`a` int) START TRANSACTION", "DROP TEMPORARY TABLE `x`");
        Arbitrary<StreamItem> transaction = Combinators.combine(row.list().ofMaxSize(5), inside.list().ofMaxSize(2),
                Arbitraries.of("", "", "", "COMMIT", "ROLLBACK")).as(StreamItem.Transaction::new);
        Arbitrary<StreamItem> statement = Arbitraries.of("CREATE TABLE t (a INT)", "DROP TABLE t",
                "XA COMMIT X'61',X'',1", "XA ROLLBACK X'61',X'',1", "ROLLBACK", "CREATE USER u")
                .map(StreamItem.Statement::new);
        return Arbitraries.frequencyOf(
                Tuple.of(16, transaction),
                Tuple.of(1, Arbitraries.just(new StreamItem.Transaction(List.of(GIB, GIB, GIB, GIB), List.of(), ""))),
                Tuple.of(8, statement),
                Tuple.of(4, Arbitraries.integers().between(0, 3).map(StreamItem.XaPrepared::new)),
                Tuple.of(6, Arbitraries.of(0L, 0L, 500L, 100_000L).map(StreamItem.Heartbeat::new)),
                Tuple.of(3, Arbitraries.just(new StreamItem.Rotate())),
                Tuple.of(2, Arbitraries.integers().between(0, 3).map(StreamItem.Torn::new))).list().ofMaxSize(30);
    }
}
