package io.github.lockkeeper.canal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.alibaba.otter.canal.protocol.ClientIdentity;
import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the sender to a queue has in hand when the destination is lost")
class LateSendsWatchTest {

    private static final String SERVER = "10.0.0.1:11111";
    private static final ClientIdentity SENDER = MetaFixture.client(1001);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MetaFixture fixture = new MetaFixture();
    private boolean isOwner = true;
    private SourceCursor stored;

    /** One batch acknowledged and durable, and one in hand. */
    @BeforeEach
    void start() {
        fixture.start();
        fixture.store.handOutWhile(() -> isOwner);
        fixture.manager.subscribe(SENDER);
        var attempt = fixture.attempt(MetaFixture.ORDERS);
        fixture.put(attempt);
        fixture.acknowledge(SENDER, fixture.get(SENDER, 3));
        fixture.manager.keeper().flush();
        stored = fixture.manager.keeper().stored(MetaFixture.ORDERS).orElseThrow();
        fixture.put(attempt);
    }

    @AfterEach
    void stop() {
        fixture.stop();
    }

    private LateSendsWatch watch(Duration longestSend) {
        return new LateSendsWatch(fixture.manager.keeper(), fixture.store, new Reporter(MetaFixture.GROUP, fixture.alarms),
                SERVER, longestSend);
    }

    private LateSends word() {
        return LateSends.of(SERVER, GroupCursor.empty().withEpoch(fixture.manager.keeper().record().epoch())
                .withSource(MetaFixture.ORDERS, stored));
    }

    private void leaves(Optional<Runnable> leave) {
        leave.orElseThrow().run();
        assertThat(fixture.cursors.left()).containsExactly(word());
    }

    @Test
    @DisplayName("a batch that was given up in doubt may still be on its way for as long as senders keep one")
    void givenUpInDoubt() {
        fixture.get(SENDER, 3);
        isOwner = false;
        fixture.store.rollback();
        Thread leaving = new Thread(watch(LONG).awaitSender().orElseThrow());
        leaving.setDaemon(true);
        leaving.start();
        await().atMost(LONG).until(() -> leaving.getState() == Thread.State.TIMED_WAITING);
        assertThat(fixture.cursors.left()).isEmpty();
        leaving.interrupt();
    }

    @Test
    @DisplayName("an instance that is stopped by somebody else in doubt: the word is left all the same, once")
    void stoppedInDoubt() throws Exception {
        long batch = fixture.get(SENDER, 3);
        isOwner = false;
        fixture.acknowledge(SENDER, batch);
        LateSendsWatch watch = watch(LONG);
        watch.stopping();
        // The claim of this test's store is confirmed as long as it is held.
        assertThat(fixture.cursors.left()).isEmpty();
        LateSendsWatch doubting = watch(LONG);
        LateSends word = word();
        fixture.cursors.confirm(false);
        doubting.stopping();
        await().atMost(LONG).until(() -> !fixture.cursors.left().isEmpty());
        assertThat(fixture.cursors.left()).containsExactly(word);
        assertThat(doubting.awaitSender()).isEmpty();
    }

    @Test
    @DisplayName("what a person did to the record is the person's to say")
    void letBe() {
        fixture.get(SENDER, 3);
        isOwner = false;
        fixture.cursors.confirm(false);
        LateSendsWatch watch = watch(Duration.ZERO);
        watch.letBe();
        watch.stopping();
        assertThat(watch.awaitSender()).isEmpty();
        assertThat(fixture.cursors.left()).isEmpty();
    }

    @Test
    @DisplayName("nothing: nothing is left")
    void nothing() {
        isOwner = false;
        assertThat(watch(LONG).awaitSender()).isEmpty();
    }

    @Test
    @DisplayName("a batch: waits until the sender is done with it, and tells what was durable before")
    void waits() throws Exception {
        long batch = fixture.get(SENDER, 3);
        isOwner = false;
        FutureTask<Optional<Runnable>> waiting = new FutureTask<>(() -> watch(LONG).awaitSender());
        Thread thread = new Thread(waiting);
        thread.start();
        await().atMost(LONG).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        fixture.acknowledge(SENDER, batch);
        leaves(waiting.get(LONG.getSeconds(), TimeUnit.SECONDS));
        assertThat(fixture.alarms.raised).isEmpty();
    }

    @Test
    @DisplayName("a batch that was done before the loss was noticed, and after it: the same")
    void doneInDoubt() {
        long batch = fixture.get(SENDER, 3);
        isOwner = false;
        fixture.acknowledge(SENDER, batch);
        leaves(watch(LONG).awaitSender());
    }

    @Test
    @DisplayName("a batch that is never done: told, and left all the same")
    void neverDone() {
        fixture.get(SENDER, 3);
        isOwner = false;
        leaves(watch(Duration.ZERO).awaitSender());
        assertThat(fixture.alarms.raised).singleElement().asString().contains("last message of a key");
    }

    @Test
    @DisplayName("the word is left however often that fails, also after the instance was stopped; the failure is told once")
    void triedAgain() {
        LateSendsWatch watch = watch(LONG);
        LateSends word = word();
        fixture.manager.keeper().close();
        fixture.cursors.failNextWrites(2);
        watch.leave(word);
        assertThat(fixture.cursors.left()).containsExactly(word);
        assertThat(fixture.alarms.raised).singleElement().asString().contains("tried again");
    }
}
