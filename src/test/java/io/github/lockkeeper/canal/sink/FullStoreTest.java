package io.github.lockkeeper.canal.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.position.BinlogOffset;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sink of an attempt, with the store full")
class FullStoreTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SinkFixture fixture = new SinkFixture(8).begin();
    private final ExecutorService parser = Executors.newSingleThreadExecutor();
    private volatile Thread sinking;
    private BinlogOffset full;

    @BeforeEach
    void fill() throws InterruptedException {
        fixture.sinkTransaction(2);
        fixture.sinkTransaction(2);
        full = fixture.entries.here();
    }

    @AfterEach
    void stop() {
        parser.shutdownNow();
    }

    private Future<Boolean> sinkAnother() {
        Future<Boolean> result = parser.submit(() -> {
            sinking = Thread.currentThread();
            return fixture.sinkTransaction(2);
        });
        await().atMost(SOON).until(() -> fixture.shared.getEventsSinkBlockingTime().get() > 0);
        return result;
    }

    @Test
    @DisplayName("waits for room, counts the time in the host's metric, and puts")
    void waits() throws Exception {
        Future<Boolean> result = sinkAnother();
        assertThat(result.isDone()).isFalse();
        assertThat(fixture.handedOver()).contains(full);

        assertThat(fixture.consume()).isEqualTo(8);
        assertThat(result.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fixture.consume()).isEqualTo(4);
        assertThat(fixture.acknowledged()).contains(fixture.entries.here());
    }

    @Test
    @DisplayName("tells how long it has waited, while it waits")
    void howLong() throws Exception {
        assertThat(fixture.sink.waitedNanos()).isZero();
        Future<Boolean> result = sinkAnother();
        await().atMost(SOON).until(() -> fixture.sink.waitedNanos() > TimeUnit.MILLISECONDS.toNanos(50));
        fixture.consume();
        assertThat(result.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fixture.sink.waitedNanos()).isZero();
    }

    @Test
    @DisplayName("ends its wait when the attempt is over, and has put nothing")
    void attemptEnds() throws Exception {
        Future<Boolean> result = sinkAnother();
        fixture.store.tracker().endAttempt(fixture.attempt);
        assertThat(result.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(fixture.put()).isEqualTo(8);
        assertThat(fixture.handedOver()).contains(full);
    }

    @Test
    @DisplayName("ends its wait when the sink stops")
    void sinkStops() throws Exception {
        Future<Boolean> result = sinkAnother();
        fixture.sink.stop();
        assertThat(result.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(fixture.handedOver()).contains(full);
    }

    @Test
    @DisplayName("ends its wait when it is interrupted: nothing was put, no boundary passed it, nobody was told it was")
    void interrupted() throws Exception {
        Future<Boolean> result = sinkAnother();
        sinking.interrupt();
        assertThat(result.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(fixture.put()).isEqualTo(8);
        assertThat(fixture.handedOver()).contains(full);
        fixture.consume();
        assertThat(fixture.acknowledged()).contains(full);
    }

    @Test
    @DisplayName("ends its wait when the store stops")
    void storeStops() throws Exception {
        Future<Boolean> result = sinkAnother();
        fixture.store.stop();
        assertThat(result.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(fixture.handedOver()).as("I5: the next attempt resumes from the cursor").isEmpty();
    }

    @Test
    @DisplayName("a filtered transaction passes a full store: it needs no room")
    void filtered() throws Exception {
        assertThat(fixture.sink(fixture.bounded(fixture.entries.position(50)))).isTrue();
        assertThat(fixture.handedOver()).contains(fixture.entries.here());
        assertThat(fixture.acknowledged()).isEmpty();
    }
}
