package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The probes of a group")
@Timeout(30)
class ProbesTest {

    private static final long PERIOD_MILLIS = 5;

    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private void hang() {
        hangs.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @Test
    @DisplayName("a server that hangs does not keep the others unwatched")
    void hangingProbe() throws InterruptedException {
        CountDownLatch looks = new CountDownLatch(5);
        Probes probes = new Probes("group", List.of(this::hang, this::hang, looks::countDown), PERIOD_MILLIS);
        assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(looks.await(10, TimeUnit.SECONDS)).as("the third one goes on looking").isTrue();
        probes.stop();
    }

    @Test
    @DisplayName("stop ends a look that hangs, and none begins afterwards")
    void stop() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        Probes probes = new Probes("group", List.of(this::hang, looks::incrementAndGet), PERIOD_MILLIS);
        assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();
        probes.stop();
        assertThat(interrupted.getCount()).as("the look was interrupted, and has ended").isZero();
        int looked = looks.get();
        Awaitility.await().during(Duration.ofMillis(10 * PERIOD_MILLIS)).until(() -> looks.get() == looked);
    }

    @Test
    @DisplayName("stop keeps the interrupt of the thread that stops")
    void interruptedStop() {
        Probes probes = new Probes("group", List.of(), Duration.ofHours(1).toMillis());
        Thread.currentThread().interrupt();
        probes.stop();
        assertThat(Thread.interrupted()).isTrue();
    }
}
