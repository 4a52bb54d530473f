package io.github.lockkeeper.canal.meta;

import static io.github.lockkeeper.canal.meta.MetaFixture.ORDERS;
import static io.github.lockkeeper.canal.meta.MetaFixture.TRADES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.cursor.FlakyCursorStore;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.FlakyGapJournal;
import io.github.lockkeeper.recovery.GapLedger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I13: an entry is confirmed when the record is behind the place that it leads to")
class ArrivalsTest {

    private static final ServerIdentity SERVER = ServerIdentity.of(7, "");

    private FlakyCursorStore store = new FlakyCursorStore();
    private FlakyGapJournal journal = new FlakyGapJournal();
    private CursorTracker tracker;
    private CursorKeeper keeper;
    private GapLedger ledger;
    private Arrivals arrivals;

    @BeforeEach
    void open() {
        tracker = new CursorTracker();
        tracker.startGeneration();
        keeper = new CursorKeeper(store, tracker, List.of(ORDERS, TRADES));
        keeper.open();
        ledger = new GapLedger(journal);
        arrivals = new Arrivals(keeper, tracker, ledger);
    }

    private void crash() {
        store = store.afterCrash();
        journal = journal.afterCrash();
        open();
    }

    private static BinlogOffset at(String coordinates) {
        return BinlogOffset.of(BinlogCoordinates.parse(coordinates));
    }

    private void decide(SourceName source, String from, String to) {
        ledger.decide(source, GapDecision.of(GapKind.GAP, GapCause.of("TEST", 0, ""), "earliest", Certainty.BOUNDED, 1)
                .withFrom(GapEnd.of(at(from))).withTo(GapEnd.of(at(to))).withServers(SERVER, SERVER));
    }

    /** A dump that sends, from where its source was moved to. */
    private DumpAttempt dump(SourceName source, String place) {
        DumpAttempt attempt = tracker.beginAttempt(source);
        tracker.connected(attempt, SERVER, "db:3306");
        tracker.boundary(attempt, at(place));
        arrivals.arrived(source, attempt.number());
        return attempt;
    }

    private void flush() {
        Runnable confirm = arrivals.reached();
        keeper.flush();
        confirm.run();
    }

    private boolean isConfirmed(int entry) {
        return journal.entries().get(entry).isConfirmed();
    }

    @Test
    @DisplayName("after the flush that writes it, not before")
    void flushed() {
        keeper.fix(ORDERS, SourceCursor.of(at("b.000002:500"), SERVER, "db:3306"));
        decide(ORDERS, "b.000002:500", "b.000004:4");
        flush();
        assertThat(isConfirmed(0)).as("nothing has arrived").isFalse();
        dump(ORDERS, "b.000004:4");
        assertThat(isConfirmed(0)).isFalse();
        flush();
        assertThat(isConfirmed(0)).isTrue();
        assertThat(keeper.stored(ORDERS).orElseThrow().offset()).isEqualTo(at("b.000004:4"));
        flush();
        assertThat(journal.entries()).hasSize(1);
    }

    @Test
    @DisplayName("not by what was delivered before the move and is acknowledged after it arrived")
    void oldEvents() {
        DumpAttempt before = tracker.beginAttempt(ORDERS);
        tracker.connected(before, SERVER, "db:3306");
        tracker.put(before, 0);
        tracker.boundary(before, at("b.000002:500"));
        tracker.put(before, 1);
        tracker.boundary(before, at("b.000002:600"));
        decide(ORDERS, "b.000002:600", "b.000004:4");
        dump(ORDERS, "b.000004:4");
        flush();
        tracker.acknowledged(0);
        flush();
        assertThat(isConfirmed(0)).isFalse();
        tracker.acknowledged(1);
        flush();
        assertThat(isConfirmed(0)).isTrue();
    }

    @Test
    @DisplayName("at once where the record is there already")
    void durableBefore() {
        keeper.fix(ORDERS, SourceCursor.of(at("b.000004:4"), SERVER, "db:3306"));
        decide(ORDERS, "b.000002:500", "b.000004:4");
        arrivals.arrived(ORDERS, 1);
        assertThat(isConfirmed(0)).isTrue();
    }

    @Test
    @DisplayName("a record that cannot be written confirms nothing, nor does a journal that cannot: both are tried again")
    void failures() {
        decide(ORDERS, "b.000002:500", "b.000004:4");
        dump(ORDERS, "b.000004:4");
        store.failNextWrites(1);
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(this::flush);
        assertThat(isConfirmed(0)).isFalse();
        journal.failNextWrites(1);
        assertThatExceptionOfType(GapJournalException.class).isThrownBy(this::flush);
        assertThat(isConfirmed(0)).isFalse();
        flush();
        assertThat(isConfirmed(0)).isTrue();
    }

    @Test
    @DisplayName("one that fails at the arrival is tried again with the flush")
    void failsAtArrival() {
        keeper.fix(ORDERS, SourceCursor.of(at("b.000004:4"), SERVER, "db:3306"));
        decide(ORDERS, "b.000002:500", "b.000004:4");
        journal.failNextWrites(1);
        assertThatExceptionOfType(GapJournalException.class).isThrownBy(() -> dump(ORDERS, "b.000004:4"));
        dump(ORDERS, "b.000004:4");
        flush();
        assertThat(isConfirmed(0)).isTrue();
    }

    @Test
    @DisplayName("a second decision after the arrival is a new entry, which waits for its own")
    void second() {
        decide(ORDERS, "b.000002:500", "b.000004:4");
        dump(ORDERS, "b.000004:4");
        decide(ORDERS, "b.000004:4", "b.000009:4");
        assertThat(isConfirmed(0)).isTrue();
        flush();
        assertThat(isConfirmed(1)).as("only the first move is durable").isFalse();
        dump(ORDERS, "b.000009:4");
        flush();
        assertThat(isConfirmed(1)).isTrue();
    }

    @Test
    @DisplayName("a second one that arrives while the record of the first is written waits as well")
    void secondDuringFlush() {
        decide(ORDERS, "b.000002:500", "b.000004:4");
        dump(ORDERS, "b.000004:4");
        Runnable confirm = arrivals.reached();
        keeper.flush();
        decide(ORDERS, "b.000004:4", "b.000009:4");
        dump(ORDERS, "b.000009:4");
        confirm.run();
        assertThat(isConfirmed(1)).isFalse();
    }

    @Test
    @DisplayName("a crash anywhere between decision, arrival and durable record leaves one entry")
    void crashes() {
        decide(ORDERS, "b.000002:500", "b.000004:4");
        crash();
        decide(ORDERS, "b.000002:500", "b.000004:4");
        dump(ORDERS, "b.000004:4");
        crash();
        decide(ORDERS, "b.000002:500", "b.000004:4");
        dump(ORDERS, "b.000004:4");
        arrivals.reached();
        keeper.flush();
        crash();
        assertThat(journal.entries()).singleElement().extracting(Gap::isConfirmed).isEqualTo(false);
        // The source resumes behind the move: the first event from there confirms it.
        dump(ORDERS, "b.000004:300");
        flush();
        assertThat(journal.entries()).singleElement().extracting(Gap::isConfirmed).isEqualTo(true);
    }

    @Test
    @DisplayName("of one source leaves that of another open")
    void others() {
        decide(ORDERS, "b.000002:500", "b.000004:4");
        decide(TRADES, "b.000002:500", "b.000004:4");
        dump(TRADES, "b.000004:4");
        flush();
        assertThat(isConfirmed(0)).isFalse();
        assertThat(isConfirmed(1)).isTrue();
    }
}
