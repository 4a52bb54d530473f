package io.github.lockkeeper.canal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.alibaba.otter.canal.meta.exception.CanalMetaManagerException;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import com.alibaba.otter.canal.store.CanalStoreException;
import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.cursor.FlakyCursorStore;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogOffset;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The group's meta manager")
class GroupMetaManagerTest {

    private static final ClientIdentity FIRST = MetaFixture.client(1001);
    private static final ClientIdentity SECOND = MetaFixture.client(1002);

    private final MetaFixture fixture = new MetaFixture().start();
    private final DumpAttempt orders = fixture.attempt(MetaFixture.ORDERS);

    @AfterEach
    void stop() {
        if (fixture.manager.isStart()) {
            fixture.stop();
        }
    }

    @Test
    @DisplayName("a second client is refused while the first has batches under way, with both ids")
    void oneConsumer() {
        fixture.manager.subscribe(FIRST);
        fixture.manager.subscribe(SECOND);
        fixture.put(orders);
        fixture.put(orders);
        long batch = fixture.get(FIRST, 3);

        assertThatExceptionOfType(CanalMetaManagerException.class).isThrownBy(() -> fixture.get(SECOND, 3))
                .withMessageContaining("1001").withMessageContaining("1002").withMessageContaining("group");
        fixture.get(FIRST, 3);
        assertThatExceptionOfType(CanalMetaManagerException.class).isThrownBy(() -> fixture.get(SECOND, 3));
        fixture.acknowledge(FIRST, batch);
        fixture.acknowledge(FIRST, batch + 1);
        fixture.put(orders);
        fixture.get(SECOND, 3);
    }

    @Test
    @DisplayName("a client that unsubscribes gives its batches back: the next one gets them")
    void unsubscribe() {
        fixture.manager.subscribe(FIRST);
        BinlogOffset end = fixture.put(orders);
        fixture.get(FIRST, 3);
        fixture.manager.unsubscribe(FIRST);
        fixture.manager.subscribe(SECOND);

        long again = fixture.get(SECOND, 3);
        fixture.acknowledge(SECOND, again);
        assertThat(fixture.store.tracker().acknowledged(MetaFixture.ORDERS)).map(SourceCursor::offset).contains(end);
    }

    @Test
    @DisplayName("a client that comes back after it unsubscribed gets them, and cannot confirm the old ones")
    void comesBack() {
        fixture.manager.subscribe(FIRST);
        fixture.put(orders);
        long old = fixture.get(FIRST, 3);
        fixture.manager.unsubscribe(FIRST);
        fixture.manager.subscribe(FIRST);
        assertThatThrownBy(() -> fixture.acknowledge(FIRST, old)).isInstanceOf(IllegalStateException.class);
        fixture.acknowledge(FIRST, fixture.get(FIRST, 3));
    }

    @Test
    @DisplayName("a sender to a queue that ends its batch when the next start is there: what came since then comes again")
    void senderOfEarlierStart() {
        fixture.manager.setServerMode("kafka");
        fixture.manager.subscribe(FIRST);
        fixture.put(orders);
        fixture.acknowledge(FIRST, fixture.get(FIRST, 3));
        fixture.manager.keeper().flush();
        SourceCursor stored = fixture.manager.keeper().stored(MetaFixture.ORDERS).orElseThrow();
        fixture.put(orders);
        long old = fixture.get(FIRST, 3);
        fixture.stop();
        fixture.manager.setFlushPeriod(10);
        fixture.start();
        assertThat(fixture.manager.lateSends()).isEmpty();

        assertThatThrownBy(() -> fixture.acknowledge(FIRST, old)).hasMessage("no such batch");
        assertThat(fixture.manager.removeBatch(FIRST, old)).as("rolled back then").isNull();
        LateSends word = fixture.manager.lateSends().get(0);
        assertThat(fixture.manager.lateSends()).containsExactly(word);
        assertThat(word.since().sources()).containsEntry(MetaFixture.ORDERS, stored);

        fixture.manager.settled(word);
        await().atMost(Duration.ofSeconds(30)).until(() -> fixture.manager.lateSends().isEmpty());
        fixture.stop();
        fixture.start();
        assertThatThrownBy(() -> fixture.acknowledge(FIRST, old)).hasMessage("no such batch");
        assertThat(fixture.manager.lateSends()).as("another start, another word").doesNotContain(word).hasSize(1);
    }

    private void restartForQueue() {
        fixture.manager.setServerMode("kafka");
        fixture.manager.setFlushPeriod(10);
        fixture.stop();
        fixture.start();
        fixture.manager.subscribe(FIRST);
    }

    @Test
    @DisplayName("a sender to a queue gets one batch at a time: a second one would overtake the first")
    void oneSender() {
        restartForQueue();
        DumpAttempt attempt = fixture.attempt(MetaFixture.ORDERS);
        fixture.put(attempt);
        fixture.put(attempt);
        long batch = fixture.get(FIRST, 3);
        assertThat(fixture.store.tryGet(null, 3).getEvents()).isEmpty();
        fixture.acknowledge(FIRST, batch);
        assertThat(fixture.store.tryGet(null, 3).getEvents()).isNotEmpty();
    }

    @Test
    @DisplayName("a stop while it is not certain who owns the destination: word is left of what may have come late")
    void stoppedInDoubt() {
        restartForQueue();
        fixture.put(fixture.attempt(MetaFixture.ORDERS));
        long batch = fixture.get(FIRST, 3);
        fixture.cursors.confirm(false);
        fixture.acknowledge(FIRST, batch);
        fixture.manager.stopping();
        await().atMost(Duration.ofSeconds(30)).until(() -> fixture.cursors.left().size() == 1);
    }

    @Test
    @DisplayName("a word that cannot be removed is told once, and is removed when it can")
    void wordThatStays() {
        restartForQueue();
        LateSends word = LateSends.of("10.0.0.1:11111", GroupCursor.empty().withEpoch(3));
        fixture.cursors.failNextWrites(3);
        fixture.manager.settled(word);
        await().atMost(Duration.ofSeconds(30)).until(() -> fixture.cursors.settled().contains(word));
        assertThat(fixture.alarms.raised).filteredOn(line -> line.contains("cannot be removed yet")).hasSize(1);
    }

    @Test
    @DisplayName("a client that comes with a batch of an earlier start makes nothing come again")
    void clientOfEarlierStart() {
        fixture.manager.subscribe(FIRST);
        fixture.put(orders);
        long old = fixture.get(FIRST, 3);
        fixture.stop();
        fixture.start();
        assertThatThrownBy(() -> fixture.acknowledge(FIRST, old)).hasMessage("no such batch");
        assertThat(fixture.manager.lateSends()).isEmpty();
    }

    @Test
    @DisplayName("a client without batches that unsubscribes leaves those of another alone")
    void otherUnsubscribes() {
        fixture.manager.subscribe(FIRST);
        fixture.manager.subscribe(SECOND);
        fixture.put(orders);
        long batch = fixture.get(FIRST, 3);
        fixture.manager.unsubscribe(SECOND);
        fixture.acknowledge(FIRST, batch);
    }

    @Test
    @DisplayName("I1: after a rollback no batch from before it can be acknowledged, not even a later one than that")
    void rollback() {
        fixture.manager.subscribe(FIRST);
        fixture.put(orders);
        fixture.put(orders);
        long first = fixture.get(FIRST, 3);
        long second = fixture.get(FIRST, 3);
        // The server removes the one that is rolled back; the host gives all events out again, but keeps the ids.
        fixture.manager.removeBatch(FIRST, first);
        fixture.store.rollback();

        assertThat(fixture.manager.listAllBatchs(FIRST)).isEmpty();
        assertThatThrownBy(() -> fixture.acknowledge(FIRST, second)).isInstanceOf(IllegalStateException.class);
        long again = fixture.get(FIRST, 6);
        assertThat(again).as("an id that was never given out").isGreaterThan(second);
        fixture.acknowledge(FIRST, again);
    }

    @Test
    @DisplayName("I1: the number of a batch of an earlier start, or of another server, acknowledges nothing")
    void earlierStart() {
        fixture.manager.subscribe(FIRST);
        fixture.put(orders);
        long earlier = fixture.get(FIRST, 3);
        MetaFixture next = new MetaFixture();
        await("the next millisecond").until(() -> new BatchNumbers(System.currentTimeMillis()).next() > earlier);
        next.start();
        next.manager.subscribe(FIRST);
        next.put(next.attempt(MetaFixture.ORDERS));
        long batch = next.get(FIRST, 3);

        assertThatThrownBy(() -> next.acknowledge(FIRST, earlier)).isInstanceOf(IllegalStateException.class);
        assertThat(batch).as("exact as a double").isGreaterThan(earlier).isLessThan(1L << 53);
        next.acknowledge(FIRST, batch);
        next.stop();
    }

    @Test
    @DisplayName("I1: an acknowledgement whose batch was taken out before a rollback is refused by the store")
    void underWay() {
        fixture.manager.subscribe(FIRST);
        fixture.put(orders);
        long batch = fixture.get(FIRST, 3);
        var range = fixture.manager.removeBatch(FIRST, batch);
        fixture.store.rollback();
        assertThatThrownBy(() -> fixture.store.ack(range.getEnd(), range.getEndSeq()))
                .isInstanceOf(CanalStoreException.class);
    }

    @Test
    @DisplayName("the position that the host passes at an acknowledgement is of one source of many: not used")
    void hostsPosition() {
        fixture.manager.subscribe(FIRST);
        BinlogOffset end = fixture.put(orders);
        fixture.acknowledge(FIRST, fixture.get(FIRST, 3));
        assertThat(fixture.manager.getCursor(FIRST)).isNull();
        fixture.stop();
        assertThat(fixture.cursors.load().orElseThrow().sources().get(MetaFixture.ORDERS).offset()).isEqualTo(end);
    }

    @Test
    @DisplayName("what was acknowledged is durable after a stop, and is where the next start resumes")
    void stopFlushes() {
        fixture.manager.subscribe(FIRST);
        BinlogOffset end = fixture.put(orders);
        fixture.acknowledge(FIRST, fixture.get(FIRST, 3));
        fixture.put(orders);
        fixture.stop();

        MetaFixture next = new MetaFixture(fixture.cursors).start();
        assertThat(next.manager.keeper().cursor(MetaFixture.ORDERS)).map(SourceCursor::offset).contains(end);
        next.stop();
    }

    @Test
    @DisplayName("a record that cannot be had starts nothing, and holds nothing")
    void recordNotToBeHad() {
        FlakyCursorStore cursors = new FlakyCursorStore();
        CursorClaim other = cursors.claim();
        MetaFixture refused = new MetaFixture(cursors);
        assertThatThrownBy(refused.manager::start).isInstanceOf(CursorStoreException.class);
        assertThat(refused.manager.isStart()).isFalse();
        assertThat(refused.host.isStart()).isFalse();
        assertThatThrownBy(refused.manager::keeper).isInstanceOf(CanalMetaManagerException.class);
        other.close();
        refused.start();
        refused.stop();
    }

    @Test
    @DisplayName("after its stop there is no record at hand, and a rollback of the store touches nothing")
    void stopped() {
        fixture.manager.subscribe(FIRST);
        fixture.stop();
        assertThatThrownBy(fixture.manager::keeper).isInstanceOf(CanalMetaManagerException.class);
        fixture.store.start();
        fixture.store.rollback();
        fixture.store.stop();
    }
}
