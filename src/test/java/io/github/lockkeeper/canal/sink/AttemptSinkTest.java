package io.github.lockkeeper.canal.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.otter.canal.filter.aviater.AviaterRegexFilter;
import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.sink.AbstractCanalEventDownStreamHandler;
import com.alibaba.otter.canal.store.model.Event;
import io.github.lockkeeper.position.BinlogOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sink of one attempt")
class AttemptSinkTest {

    private final SinkFixture fixture = new SinkFixture(64).begin();
    private final Entries entries = fixture.entries;

    @Test
    @DisplayName("puts a transaction with its boundary, which counts when all of it is acknowledged")
    void transaction() throws InterruptedException {
        assertThat(fixture.sinkTransaction(2)).isTrue();
        assertThat(fixture.put()).isEqualTo(4);
        assertThat(fixture.handedOver()).contains(entries.here());
        assertThat(fixture.acknowledged()).isEmpty();
        assertThat(fixture.consume()).isEqualTo(4);
        assertThat(fixture.acknowledged()).contains(entries.here());
    }

    @Test
    @DisplayName("a split transaction moves nothing before its end")
    void split() throws InterruptedException {
        fixture.sinkTransaction(1);
        BinlogOffset before = entries.here();
        assertThat(fixture.sink(entries.begin(), entries.row(), entries.row())).isTrue();
        fixture.consume();
        assertThat(fixture.acknowledged()).contains(before);
        assertThat(fixture.handedOver()).contains(before);
        assertThat(fixture.sink(entries.row(), fixture.bounded(entries.end()))).isTrue();
        fixture.consume();
        assertThat(fixture.acknowledged()).contains(entries.here());
    }

    @Test
    @DisplayName("I3: an empty transaction that the host throttles away counts all the same")
    void throttled() throws InterruptedException {
        // Breaks with `|| record()` in AttemptSink.sink: the third and fourth are recorded nowhere.
        assertThat(fixture.sinkTransaction(0)).isTrue();
        assertThat(fixture.put()).as("the host lets the first one through").isEqualTo(2);
        assertThat(fixture.sinkTransaction(0)).isTrue();
        assertThat(fixture.put()).as("and none within 5 s").isEqualTo(2);
        assertThat(fixture.handedOver()).contains(entries.here());
        assertThat(fixture.acknowledged()).as("behind what is outstanding").isEmpty();
        fixture.consume();
        assertThat(fixture.acknowledged()).contains(entries.here());
        assertThat(fixture.sinkTransaction(0)).isTrue();
        assertThat(fixture.acknowledged()).as("at once, with nothing outstanding").contains(entries.here());
        entries.later(6000);
        fixture.sinkTransaction(0);
        assertThat(fixture.put()).as("one after 5 s").isEqualTo(4);
    }

    @Test
    @DisplayName("I3: filter.transaction.entry drops BEGIN and END, not the boundary")
    void filteredTransactionEntries() throws InterruptedException {
        fixture.shared.setFilterTransactionEntry(true);
        fixture.begin();
        fixture.sinkTransaction(1);
        long first = fixture.put();
        fixture.sinkTransaction(1);
        assertThat(fixture.put() - first).as("the row alone").isEqualTo(1);
        assertThat(fixture.handedOver()).contains(entries.here());

        fixture.sink(entries.begin(), entries.row());
        fixture.sink(fixture.bounded(entries.end()));
        assertThat(fixture.put() - first).as("an END alone is nothing").isEqualTo(2);
        assertThat(fixture.handedOver()).contains(entries.here());
        assertThat(fixture.acknowledged()).isEmpty();
        fixture.consume();
        assertThat(fixture.acknowledged()).contains(entries.here());
    }

    @Test
    @DisplayName("I3: rows that the sink's filter drops leave the boundary")
    void filteredRows() throws InterruptedException {
        fixture.shared.setFilter(new AviaterRegexFilter("other\\..*"));
        fixture.begin();
        fixture.sinkTransaction(1);
        fixture.consume();
        fixture.sinkTransaction(1);
        assertThat(fixture.consume()).isZero();
        assertThat(fixture.acknowledged()).contains(entries.here());
    }

    @Test
    @DisplayName("a position without data reaches the tracker and not the store")
    void position() throws InterruptedException {
        assertThat(fixture.sink(fixture.bounded(entries.position(700)))).isTrue();
        assertThat(fixture.put()).isZero();
        assertThat(fixture.acknowledged()).contains(entries.here());
        fixture.sink(entries.begin(), entries.row(), Entries.hostsHeartbeat());
        assertThat(fixture.put()).isEqualTo(2);
    }

    @Test
    @DisplayName("a heartbeat of the host's timer, from its own thread, does nothing and takes no boundary away")
    void hostsHeartbeat() throws InterruptedException {
        fixture.bounded(entries.begin());
        assertThat(fixture.sink(Entries.hostsHeartbeat())).isTrue();
        assertThat(fixture.put()).isZero();
        assertThat(fixture.handedOver()).isEmpty();
        fixture.store.tracker().endAttempt(fixture.attempt);
        assertThat(fixture.sink(Entries.hostsHeartbeat())).as("also after the attempt").isTrue();
        assertThat(fixture.store.tracker().droppedCalls()).isZero();
    }

    @Test
    @DisplayName("what follows a boundary in one call keeps it back, never the other way round")
    void behindTheBoundary() throws InterruptedException {
        CanalEntry.Entry statement = fixture.bounded(entries.row());
        BinlogOffset boundary = entries.here();
        fixture.sink(statement, entries.row(), entries.row());
        fixture.store.ack(fixture.store.tryGet(null, 2).getPositionRange().getEnd(), 1L);
        assertThat(fixture.acknowledged()).as("late is replay").isEmpty();
        fixture.consume();
        assertThat(fixture.acknowledged()).contains(boundary);
    }

    @Test
    @DisplayName("I4: an attempt that is over puts nothing, records nothing, and is told")
    void over() throws InterruptedException {
        fixture.sinkTransaction(1);
        fixture.store.tracker().endAttempt(fixture.attempt);
        BinlogOffset before = entries.here();

        assertThat(fixture.sinkTransaction(1)).isFalse();
        assertThat(fixture.sinkTransaction(0)).as("also where the host would drop it").isFalse();
        assertThat(fixture.sink(fixture.bounded(entries.position(10)))).isFalse();
        assertThat(fixture.put()).isEqualTo(3);
        assertThat(fixture.handedOver()).contains(before);
        assertThat(fixture.store.tracker().droppedCalls()).isEqualTo(3);
    }

    @Test
    @DisplayName("handlers see what is put, before and after, in order")
    void handlers() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        fixture.sink.addHandler(new AbstractCanalEventDownStreamHandler<List<Event>>() {
            @Override
            public List<Event> before(List<Event> events) {
                seen.add("before " + events.size());
                return events;
            }

            @Override
            public List<Event> after(List<Event> events) {
                seen.add("after " + events.size() + " of " + fixture.put());
                return events;
            }
        });
        fixture.sinkTransaction(1);
        assertThat(seen).containsExactly("before 3", "after 3 of 3");
    }

    @Test
    @DisplayName("the instance's own sink takes nothing: it does not know the source")
    void shared() {
        assertThatThrownBy(() -> fixture.shared.sink(List.of(entries.begin()), null, "group"))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
