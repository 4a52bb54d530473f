package io.github.lockkeeper.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupCursorTest {
    private static final SourceName ORDERS = SourceName.of("orders");
    private static final SourceName TRADES = SourceName.of("trades");
    private static final SourceName DEALS = SourceName.of("deals");

    @Test
    void theEmptyRecordHasNothing() {
        assertThat(GroupCursor.empty().version()).isEqualTo(1);
        assertThat(GroupCursor.empty().epoch()).isZero();
        assertThat(GroupCursor.empty().sources()).isEmpty();
        assertThat(GroupCursor.empty().retired()).isEmpty();
        assertThat(GroupCursor.empty().extras()).isEmpty();
    }

    @Test
    void sourcesKeepTheOrderInWhichTheyCame() {
        GroupCursor record = GroupCursor.empty()
                .withSource(TRADES, cursor(1)).withSource(ORDERS, cursor(2)).withSource(TRADES, cursor(3));

        assertThat(record.sources().keySet()).containsExactly(TRADES, ORDERS);
        assertThat(record.sources()).containsEntry(TRADES, cursor(3)).containsEntry(ORDERS, cursor(2));
    }

    @Test
    void aRecordIsNotChangedByWhatIsMadeFromIt() {
        GroupCursor record = GroupCursor.empty().withSource(ORDERS, cursor(1));

        record.withSource(ORDERS, cursor(2)).withSource(TRADES, cursor(3)).withEpoch(9).retireAllBut(Set.of());

        assertThat(record).isEqualTo(GroupCursor.empty().withSource(ORDERS, cursor(1)));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> record.sources().remove(ORDERS));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> record.retired().put(ORDERS, cursor(1)));
    }

    @Test
    void sourcesThatAreNoLongerConfiguredAreRetiredNotDropped() {
        GroupCursor record = GroupCursor.empty().withSource(ORDERS, cursor(1)).withSource(TRADES, cursor(2))
                .withEpoch(7).withExtras(Map.of("later", 1));

        GroupCursor adjusted = record.retireAllBut(Set.of(TRADES, DEALS));

        assertThat(adjusted.sources()).containsOnlyKeys(TRADES);
        assertThat(adjusted.retired()).containsOnly(Map.entry(ORDERS, cursor(1)));
        assertThat(adjusted.epoch()).isEqualTo(7);
        assertThat(adjusted.extras()).containsEntry("later", 1);
    }

    @Test
    void aRetiredSourceThatIsConfiguredAgainComesBack() {
        GroupCursor record = GroupCursor.empty().withRetired(ORDERS, cursor(1)).withRetired(DEALS, cursor(2));

        GroupCursor adjusted = record.retireAllBut(Set.of(ORDERS));

        assertThat(adjusted.sources()).containsOnly(Map.entry(ORDERS, cursor(1)));
        assertThat(adjusted.retired()).containsOnly(Map.entry(DEALS, cursor(2)));
    }

    @Test
    void aSourceIsNeverBothInUseAndRetired() {
        GroupCursor retired = GroupCursor.empty().withSource(ORDERS, cursor(1)).withRetired(ORDERS, cursor(2));
        GroupCursor back = retired.withSource(ORDERS, cursor(3));

        assertThat(retired.sources()).isEmpty();
        assertThat(retired.retired()).containsOnly(Map.entry(ORDERS, cursor(2)));
        assertThat(back.sources()).containsOnly(Map.entry(ORDERS, cursor(3)));
        assertThat(back.retired()).isEmpty();
    }

    @Test
    void anEpochIsNotNegative() {
        assertThat(GroupCursor.empty().withEpoch(3).epoch()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> GroupCursor.empty().withEpoch(-1));
    }

    @Test
    void isAValue() {
        GroupCursor record = GroupCursor.empty().withEpoch(1).withSource(ORDERS, cursor(1));

        assertThat(record).isEqualTo(GroupCursor.empty().withSource(ORDERS, cursor(1)).withEpoch(1))
                .hasSameHashCodeAs(GroupCursor.empty().withSource(ORDERS, cursor(1)).withEpoch(1))
                .isNotEqualTo(record.withEpoch(2))
                .isNotEqualTo(record.withSource(ORDERS, cursor(2)))
                .isNotEqualTo(record.withRetired(TRADES, cursor(1)))
                .isNotEqualTo(record.withExtras(Map.of("a", 1)))
                .asString().contains("epoch=1", "orders", "bin.000001:5");
    }

    @Test
    void aSourceCursorIsAValue() {
        SourceCursor cursor = cursor(1).withAddress("a:1").withIdentity(ServerIdentity.of(1, "u"));

        assertThat(cursor.address()).isEqualTo("a:1");
        assertThat(cursor.identity()).isEqualTo(ServerIdentity.of(1, "u"));
        assertThat(cursor.withOffset(offset(2)).offset()).isEqualTo(offset(2));
        assertThat(cursor)
                .isEqualTo(SourceCursor.of(offset(1), ServerIdentity.of(1, "u"), "a:1"))
                .hasSameHashCodeAs(SourceCursor.of(offset(1), ServerIdentity.of(1, "u"), "a:1"))
                .isNotEqualTo(cursor.withOffset(offset(2)))
                .isNotEqualTo(cursor.withAddress("a:2"))
                .isNotEqualTo(cursor.withIdentity(ServerIdentity.UNKNOWN))
                .isNotEqualTo(cursor.withExtras(Map.of("a", 1)))
                .hasToString("bin.000001:5 of server_id=1 server_uuid=u at a:1");
    }

    @Test
    void unknownFieldsSurviveChangesOfTheKnownOnes() {
        SourceCursor cursor = cursor(1).withExtras(Map.of("later", "x"))
                .withOffset(offset(2)).withAddress("b:2").withIdentity(ServerIdentity.UNKNOWN);

        assertThat(cursor.extras()).containsOnly(Map.entry("later", "x"));
    }

    @Test
    void unknownFieldsAreCopiedToTheBottom() {
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> nested = new HashMap<>(Map.of("list", list));
        nested.put("nothing", null);

        SourceCursor cursor = cursor(1).withExtras(Map.of("nested", nested));
        list.add(2);
        nested.clear();

        Map<?, ?> kept = (Map<?, ?>) cursor.extras().get("nested");
        assertThat(kept.get("list")).isEqualTo(List.of(1));
        assertThat(kept.containsKey("nothing")).isTrue();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(kept::clear);
    }

    private static SourceCursor cursor(int n) {
        return SourceCursor.of(offset(n), ServerIdentity.of(n, ""), "10.0.0." + n + ":3306");
    }

    private static BinlogOffset offset(int n) {
        return BinlogOffset.of(BinlogCoordinates.of("bin.000001", 4 + n));
    }
}
