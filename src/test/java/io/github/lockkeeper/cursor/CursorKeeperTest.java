package io.github.lockkeeper.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The keeper of the record")
class CursorKeeperTest {

    private static final SourceName ORDERS = SourceName.of("orders");
    private static final SourceName TRADES = SourceName.of("trades");

    private final FlakyCursorStore store = new FlakyCursorStore();
    private final CursorTracker tracker = new CursorTracker();

    private CursorKeeper opened(SourceName... configured) {
        CursorKeeper keeper = new CursorKeeper(store, tracker, List.of(configured));
        keeper.open();
        return keeper;
    }

    private static SourceCursor cursor(long position) {
        return SourceCursor.of(BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000001", position)),
                ServerIdentity.of(7, ""), "10.0.0.1:3306");
    }

    @Test
    @DisplayName("retires the cursor of a source that is not configured any more, and brings it back")
    void retired() {
        CursorKeeper both = opened(ORDERS, TRADES);
        both.fix(ORDERS, cursor(100));
        both.fix(TRADES, cursor(200));
        both.close();

        CursorKeeper one = opened(ORDERS);
        assertThat(one.cursor(TRADES)).isEmpty();
        assertThat(store.load().orElseThrow().retired()).as("durably").containsEntry(TRADES, cursor(200));
        assertThat(one.cursor(ORDERS)).contains(cursor(100));
        one.close();

        CursorKeeper again = opened(ORDERS, TRADES);
        assertThat(again.cursor(TRADES)).contains(cursor(200));
        assertThat(store.load().orElseThrow().retired()).isEmpty();
    }

    @Test
    @DisplayName("writes nothing at the opening when there is nothing to retire")
    void nothingToRetire() {
        opened(ORDERS).close();
        opened(ORDERS).close();
        assertThat(store.writes()).isZero();
    }

    @Test
    @DisplayName("an opening that fails holds nothing")
    void failedOpening() {
        CursorKeeper both = opened(ORDERS, TRADES);
        both.fix(TRADES, cursor(200));
        both.close();
        store.failNextWrites(1);
        CursorKeeper one = new CursorKeeper(store, tracker, List.of(ORDERS));
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(one::open);
        opened(ORDERS).close();
    }

    @Test
    @DisplayName("each opening is a new epoch")
    void epochs() {
        CursorKeeper first = opened(ORDERS);
        long epoch = first.record().epoch();
        first.close();
        assertThat(opened(ORDERS).record().epoch()).isEqualTo(epoch + 1);
    }

    @Test
    @DisplayName("fields that a newer version wrote beside an offset survive its moves")
    void extras() {
        CursorKeeper keeper = opened(ORDERS);
        keeper.fix(ORDERS, cursor(4).withExtras(Map.of("later", 1)));
        tracker.startGeneration();
        DumpAttempt attempt = tracker.beginAttempt(ORDERS);
        tracker.boundary(attempt, cursor(100).offset());
        keeper.flush();
        assertThat(keeper.stored(ORDERS).orElseThrow().extras()).isEqualTo(Map.of("later", 1));
        assertThat(keeper.stored(ORDERS).orElseThrow().offset()).isEqualTo(cursor(100).offset());
    }

    @Test
    @DisplayName("N6: a store that has never had a record takes over that of the place before, with a sentence")
    void formerPlace() {
        GroupCursor before = GroupCursor.empty().withEpoch(77).withSource(ORDERS, cursor(100))
                .withSource(TRADES, cursor(200));
        CursorKeeper keeper = new CursorKeeper(store, tracker, List.of(ORDERS),
                () -> Optional.of(CursorReading.of(before, "conf/group/group-cursor.json").withWarning("It is old.")));

        assertThat(keeper.open()).isPresent().get().asString().contains("conf/group/group-cursor.json")
                .contains("are taken over").contains("It is old.");
        assertThat(keeper.stored(ORDERS)).contains(cursor(100));
        assertThat(keeper.record().retired()).containsEntry(TRADES, cursor(200));
        assertThat(keeper.record().epoch()).as("of the claim, not of the other place").isLessThan(77);
        assertThat(store.load()).contains(keeper.record());
    }

    @Test
    @DisplayName("a store that has a record, be it an empty one with notes, does not look at the place before")
    void formerPlaceIsHistory() {
        CursorKeeper first = opened(ORDERS);
        first.note("begun", true);
        first.close();
        CursorKeeper keeper = new CursorKeeper(store, tracker, List.of(ORDERS), () -> {
            throw new AssertionError("looked");
        });
        assertThat(keeper.open()).isEmpty();
    }

    @Test
    @DisplayName("a record of the place before that cannot be read refuses the start")
    void formerPlaceIsDamaged() {
        CursorStoreException damaged = new CursorStoreException(CursorStoreException.Kind.DAMAGED, "file", "is torn", "");
        CursorKeeper keeper = new CursorKeeper(store, tracker, List.of(ORDERS), () -> {
            throw damaged;
        });
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(keeper::open).isSameAs(damaged);
        assertThat(keeper.isConfirmed()).as("still open").isFalse();
    }

    @Test
    @DisplayName("an opening that ends in an error, a class that is missing for instance, holds nothing either")
    void openingEndsInAnError() {
        NoClassDefFoundError missing = new NoClassDefFoundError("some/Class");
        CursorKeeper keeper = new CursorKeeper(store, tracker, List.of(ORDERS), () -> {
            throw missing;
        });
        assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(keeper::open).isSameAs(missing);
        assertThat(keeper.isConfirmed()).as("still open").isFalse();
        opened(ORDERS).close();
    }
}
