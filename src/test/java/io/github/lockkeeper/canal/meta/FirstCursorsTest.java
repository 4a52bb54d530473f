package io.github.lockkeeper.canal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.FlakyCursorStore;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.persistence.memory.MemoryGapJournal;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.recovery.GapLedger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The first cursor of a source")
class FirstCursorsTest {

    private static final ServerIdentity SERVER = ServerIdentity.of(7, "");

    private FlakyCursorStore store = new FlakyCursorStore();
    private MemoryGapJournal journal = new MemoryGapJournal();
    private CursorTracker tracker;
    private CursorKeeper keeper;
    private GapLedger ledger;
    private Arrivals arrivals;
    private FirstCursors first;

    @BeforeEach
    void open() {
        tracker = new CursorTracker();
        keeper = new CursorKeeper(store, tracker, List.of(MetaFixture.ORDERS, MetaFixture.TRADES));
        keeper.open();
        journal.open();
        ledger = new GapLedger(journal);
        arrivals = new Arrivals(keeper, tracker, ledger);
        first = new FirstCursors(keeper, ledger);
    }

    /** The process dies; what was durable is there in the next one. */
    private void crash() {
        store = store.afterCrash();
        journal = journal.sharing();
        open();
    }

    private static SourceCursor cursor(long position) {
        return SourceCursor.of(BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000001", position)), SERVER, "db:3306");
    }

    private static GapDecision decision() {
        return GapDecision.of(GapKind.START, GapCause.of("FIRST_START", 0, "no cursor"), "latest", Certainty.EXACT, 1);
    }

    private static Optional<HostCursor> hostCursor() {
        LogPosition position = new LogPosition();
        position.setPostion(new EntryPosition("mysql-bin.000006", 500L, 6_800_000L));
        return HostCursor.of(position);
    }

    private Gap only() {
        assertThat(journal.entries()).hasSize(1);
        return journal.entries().get(0);
    }

    @Test
    @DisplayName("I13: is journalled, then durable, then confirmed when the server sends from there, once")
    void confirmed() {
        first.begin(MetaFixture.ORDERS, cursor(100), decision());
        assertThat(journal.unconfirmed(MetaFixture.ORDERS)).isPresent();
        assertThat(keeper.stored(MetaFixture.ORDERS)).contains(cursor(100));
        assertThat(only().decision().serverAfter()).isEqualTo(SERVER);
        arrivals.arrived(MetaFixture.ORDERS, 1);
        arrivals.arrived(MetaFixture.ORDERS, 1);
        arrivals.arrived(MetaFixture.TRADES, 1);
        assertThat(journal.unconfirmed(MetaFixture.ORDERS)).isEmpty();
        assertThat(journal.entries()).hasSize(1);
    }

    @Test
    @DisplayName("I13: nothing moves when the record cannot be written; the next decision amends the same entry")
    void recordFails() {
        store.failNextWrites(1);
        assertThatExceptionOfType(CursorStoreException.class)
                .isThrownBy(() -> first.begin(MetaFixture.ORDERS, cursor(100), decision()));
        assertThat(keeper.cursor(MetaFixture.ORDERS)).isEmpty();
        first.begin(MetaFixture.ORDERS, cursor(200), decision());
        assertThat(keeper.cursor(MetaFixture.ORDERS)).contains(cursor(200));
        arrivals.arrived(MetaFixture.ORDERS, 1);
        assertThat(only().decision().to().toString()).contains("200");
    }

    @Test
    @DisplayName("I13: a crash between the two leaves one entry, and the decision after it widens that")
    void crashInBetween() {
        store.failNextWrites(1);
        assertThatExceptionOfType(CursorStoreException.class)
                .isThrownBy(() -> first.begin(MetaFixture.ORDERS, cursor(100), decision()));
        crash();
        assertThat(keeper.cursor(MetaFixture.ORDERS)).isEmpty();
        first.begin(MetaFixture.ORDERS, cursor(300), decision());
        assertThat(only().id()).isEqualTo(journal.unconfirmed(MetaFixture.ORDERS).orElseThrow().id());
    }

    @Test
    @DisplayName("Canal's own cursor is ours once a source has begun, also when all were deleted to start them anew")
    void deletedByHand() {
        first.begin(MetaFixture.ORDERS, cursor(100), decision());
        keeper.close();
        CursorClaim editor = store.claim();
        GroupCursor record = editor.record();
        editor.save(GroupCursor.empty().withEpoch(record.epoch()).withExtras(record.extras()));
        editor.close();
        crash();
        assertThat(keeper.isNew()).isTrue();
        first.remember(FirstCursorsTest::hostCursor);
        assertThat(first.hostCursor()).isEmpty();
    }

    @Test
    @DisplayName("a record of an earlier build, which does not note that sources have begun, learns it")
    void earlierRecord() {
        keeper.fix(MetaFixture.ORDERS, cursor(100));
        first.remember(FirstCursorsTest::hostCursor);
        assertThat(first.hostCursor()).isEmpty();
        assertThat(keeper.record().extras()).containsKey("begun");
    }

    @Test
    @DisplayName("Canal's own cursor is remembered until every source has one, over a crash and in front of ours")
    void remembered() {
        first.remember(FirstCursorsTest::hostCursor);
        first.begin(MetaFixture.ORDERS, cursor(100), decision());
        crash();
        first.remember(Optional::empty);
        assertThat(first.hostCursor().orElseThrow().eventStart()).hasToString("mysql-bin.000006:500");
        first.begin(MetaFixture.TRADES, cursor(200), decision());
        assertThat(first.hostCursor()).isEmpty();
        crash();
        first.remember(FirstCursorsTest::hostCursor);
        assertThat(first.hostCursor()).as("what is found later is of our own writing").isEmpty();
    }
}
