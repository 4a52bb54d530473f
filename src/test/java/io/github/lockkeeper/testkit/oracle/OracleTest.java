package io.github.lockkeeper.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lockkeeper.testkit.load.Ledger;
import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowChange.Kind;
import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.stream.RecordFixture;
import io.github.lockkeeper.testkit.stream.RowEvent;
import io.github.lockkeeper.testkit.stream.RowEvent.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An oracle that finds nothing proves nothing: each fault is shown to it once. */
class OracleTest {

    private static final RowKey KEY = new RowKey("shop1", "item", "1");
    private static final RowChange V1 = new RowChange(KEY, 1, Kind.INSERT);
    private static final RowChange V2 = new RowChange(KEY, 2, Kind.UPDATE);

    private final Ledger ledger = new Ledger();

    @BeforeEach
    void commit() {
        ledger.committed("shop1", List.of(V1, V2));
    }

    @Test
    void all_held_in_order_is_clean() {
        assertThat(judge(event(V1), event(V2)).assertClean().lost()).isEmpty();
    }

    @Test
    void a_missing_change_is_lost_and_named_with_its_source() {
        Verdict verdict = judge(event(V2));
        assertThat(verdict.lostBySource()).isEqualTo(Map.of("shop1", 1L));
        assertThatThrownBy(verdict::assertClean).isInstanceOf(AssertionError.class)
                .hasMessageContaining("INSERT shop1.item#1 v1 in shop1");
    }

    @Test
    void an_excused_loss_excuses_its_own_row_only() {
        ledger.committed("shop1", List.of(new RowChange(new RowKey("shop1", "item", "2"), 1, Kind.INSERT)));
        Verdict verdict = Oracle.judge(ledger, Map.of(KEY, 2L, new RowKey("shop1", "item", "2"), 1L),
                RecordFixture.holding(event(V1)));
        assertThatThrownBy(() -> verdict.assertCleanExcept(entry -> entry.change().key().equals(KEY)))
                .isInstanceOf(AssertionError.class);
        verdict.assertCleanExcept(entry -> true);
    }

    @Test
    void a_final_row_that_differs_is_found_although_every_change_was_seen() {
        Verdict verdict = judge(event(V1), event(V2), event(V1));
        assertThat(verdict.lost()).isEmpty();
        assertThat(verdict.differences()).containsExactly(new Difference(KEY, 1L, 2L));
    }

    @Test
    void a_replay_under_way_is_not_complete_although_every_change_is_held() {
        assertThat(complete(event(V1), event(V2))).isTrue();
        assertThat(complete(event(V1), event(V2), event(V1))).isFalse();
        assertThat(complete(event(V1), event(V2), event(V1), event(V2))).isTrue();
        assertThat(complete(event(V2))).isFalse();
    }

    @Test
    void disorder_is_found() {
        assertThat(judge(event(V2), event(V1)).findings().disorder()).hasSize(1);
    }

    @Test
    void a_change_that_nobody_committed_is_found() {
        assertThat(judge(event(V1), event(V2), event(new RowChange(KEY, 3, Kind.UPDATE))).findings().unknown())
                .hasSize(1);
    }

    @Test
    void a_misread_column_is_found() {
        RowEvent shifted = new RowEvent(V2, "item/1/77", new Origin(1, "mysql-bin.000001", 4), "");
        assertThat(judge(event(V1), shifted).findings().misread()).hasSize(1);
    }

    @Test
    void a_row_of_a_filtered_table_is_found_and_is_not_expected() {
        RowChange filtered = new RowChange(new RowKey("shop1", "filtered_audit", "1"), 1, Kind.INSERT);
        ledger.committed("shop1", List.of(filtered));
        assertThat(judge(event(V1), event(V2)).assertClean().expected()).isEqualTo(2);
        assertThat(judge(event(V1), event(V2), event(filtered)).findings().filtered()).hasSize(1);
    }

    private Verdict judge(RowEvent... held) {
        return Oracle.judge(ledger, Map.of(KEY, 2L), RecordFixture.holding(held));
    }

    private boolean complete(RowEvent... held) {
        return Oracle.complete(
                ledger.expected(), ledger.state("shop1"), RecordFixture.holding(held), JournalledLosses.NONE);
    }

    private static RowEvent event(RowChange change) {
        return new RowEvent(change, change.payload(), new Origin(1, "mysql-bin.000001", 4), "");
    }
}
