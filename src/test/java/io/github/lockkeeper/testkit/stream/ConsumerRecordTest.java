package io.github.lockkeeper.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowChange.Kind;
import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.stream.RowEvent.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsumerRecordTest {

    private static final RowKey KEY = new RowKey("shop", "item", "1");
    private static final RowChange V1 = new RowChange(KEY, 1, Kind.INSERT);
    private static final RowChange V2 = new RowChange(KEY, 2, Kind.UPDATE);
    private static final RowChange GONE = new RowChange(KEY, 2, Kind.DELETE);

    private final AtomicLong clock = new AtomicLong();
    private final ConsumerRecord record = new ConsumerRecord(clock::get, true);
    private long batchId;

    @Test
    void holds_only_what_was_acknowledged() {
        Batch first = deliver(V1);
        deliver(V2);
        record.acknowledged(first);
        assertThat(record.held()).extracting(RowEvent::change).containsExactly(V1);
        assertThat(record.state()).isEqualTo(Map.of(KEY, 1L));
    }

    @Test
    void a_delete_leaves_no_row() {
        record.acknowledged(deliver(V1, V2, GONE));
        assertThat(record.heldCount()).isEqualTo(3);
        assertThat(record.state()).isEmpty();
    }

    @Test
    void a_rolled_back_batch_that_comes_again_is_an_unacknowledged_duplicate() {
        deliver(V1);
        record.acknowledged(deliver(V1));
        assertThat(record.duplicates()).isEqualTo(new Duplicates(1, 0, 0, Duration.ZERO, 0));
    }

    @Test
    void an_acknowledgement_without_a_later_answer_is_in_doubt_when_the_connection_breaks() {
        record.acknowledged(deliver(V1));
        record.lost();
        deliver(V1);
        assertThat(record.duplicates()).isEqualTo(new Duplicates(0, 1, 0, Duration.ZERO, 0));
    }

    @Test
    void an_acknowledged_change_that_comes_again_is_counted_with_its_age_at_the_loss() {
        record.acknowledged(deliver(V1));
        record.answered();
        clock.set(Duration.ofMillis(700).toNanos());
        record.lost();
        clock.set(Duration.ofSeconds(9).toNanos());
        deliver(V1);
        assertThat(record.duplicates()).isEqualTo(new Duplicates(0, 0, 1, Duration.ofMillis(700), 0));
    }

    @Test
    void its_age_is_that_at_the_first_loss_when_the_server_was_lost_again_before_it_came() {
        record.acknowledged(deliver(V1));
        record.answered();
        clock.set(Duration.ofMillis(300).toNanos());
        record.lost();
        clock.set(Duration.ofSeconds(5).toNanos());
        record.lost();
        deliver(V1);
        assertThat(record.duplicates()).isEqualTo(new Duplicates(0, 0, 1, Duration.ofMillis(300), 0));
    }

    @Test
    void an_acknowledged_change_that_comes_again_without_a_loss_is_a_replay() {
        record.acknowledged(deliver(V1));
        record.answered();
        deliver(V1);
        assertThat(record.duplicates()).isEqualTo(new Duplicates(0, 0, 0, Duration.ZERO, 1));
    }

    @Test
    void a_change_that_comes_after_a_later_one_of_its_key_is_disorder() {
        record.acknowledged(deliver(V2));
        record.acknowledged(deliver(V1));
        assertThat(record.disorder()).hasSize(1);
    }

    @Test
    void changes_that_come_again_in_order_are_no_disorder_but_the_last_one_counts_for_the_state() {
        record.acknowledged(deliver(V1, V2));
        record.acknowledged(deliver(V1));
        assertThat(record.disorder()).isEmpty();
        assertThat(record.state()).isEqualTo(Map.of(KEY, 1L));
    }

    @Test
    void an_end_without_its_begin_is_an_orphan() {
        record.acknowledged(deliver(List.of(begin(100), end(200), end(300))));
        assertThat(record.orphanedEnds()).extracting(Origin::offset).containsExactly(300L);
    }

    @Test
    void the_second_half_of_a_transaction_after_a_rollback_is_no_orphan() {
        record.acknowledged(deliver(List.of(begin(100))));
        deliver(List.of(end(200)));
        record.acknowledged(deliver(List.of(end(200))));
        assertThat(record.orphanedEnds()).isEmpty();
    }

    @Test
    void a_restarted_server_must_begin_at_a_boundary() {
        record.acknowledged(deliver(List.of(begin(100))));
        record.lost();
        batchId = 0;
        record.acknowledged(deliver(List.of(end(200))));
        assertThat(record.orphanedEnds()).hasSize(1);
    }

    @Test
    void transactions_of_two_servers_may_interleave() {
        record.acknowledged(deliver(List.of(begin(100), new StreamItem.Begin(new Origin(2, "mysql-bin.000001", 50)),
                new StreamItem.End(new Origin(2, "mysql-bin.000001", 90)), end(200))));
        assertThat(record.orphanedEnds()).isEmpty();
    }

    private static StreamItem begin(long offset) {
        return new StreamItem.Begin(new Origin(1, "mysql-bin.000001", offset));
    }

    private static StreamItem end(long offset) {
        return new StreamItem.End(new Origin(1, "mysql-bin.000001", offset));
    }

    private Batch deliver(RowChange... changes) {
        List<StreamItem> items = new ArrayList<>();
        for (RowChange change : changes) {
            RowEvent event = new RowEvent(change, change.payload(), new Origin(1, "mysql-bin.000001", 4), "");
            items.add(new StreamItem.Rows(List.of(event)));
        }
        return deliver(items);
    }

    private Batch deliver(List<StreamItem> items) {
        Batch batch = new Batch(++batchId, items);
        record.delivered(batch);
        return batch;
    }
}
