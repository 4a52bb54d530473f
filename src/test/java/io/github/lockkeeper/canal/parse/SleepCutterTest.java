package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("I7: nothing is interrupted but the host's own sleep")
class SleepCutterTest {

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final long LONG_MILLIS = 3_600_000;

    private final SleepCutter cutter = new SleepCutter();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private Thread thread;

    @AfterEach
    void end() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(10_000);
        }
    }

    private void startArmed(Wait wait) {
        thread = new Thread(() -> {
            cutter.arm();
            try {
                wait.take();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING
                || thread.getState() == Thread.State.WAITING);
    }

    private interface Wait {
        void take() throws InterruptedException;
    }

    /** Not one of these is the host's sleep between two attempts. */
    static Stream<Arguments> otherWaits() {
        return Stream.of(
                Arguments.of("a sleep of somebody else's", (Wait) () -> TimeUnit.MILLISECONDS.sleep(LONG_MILLIS)),
                Arguments.of("a latch", (Wait) NEVER::await),
                Arguments.of("a latch with a bound", (Wait) () -> NEVER.await(1, TimeUnit.HOURS)),
                Arguments.of("a monitor", (Wait) () -> {
                    synchronized (NEVER) {
                        NEVER.wait(LONG_MILLIS);
                    }
                }),
                Arguments.of("a park, as in a full ring", (Wait) () -> {
                    LockSupport.parkNanos(TimeUnit.HOURS.toNanos(1));
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherWaits")
    @DisplayName("leaves every other wait alone, armed or not")
    void others(String name, Wait wait) {
        startArmed(wait);
        for (int i = 0; i < 100; i++) {
            cutter.cut();
        }
        assertThat(thread.isInterrupted()).isFalse();
        assertThat(interrupted).isFalse();
    }

    @Test
    @DisplayName("cuts the host's sleep, in the host's own loop, again and again; not once before it is armed")
    void hostsSleep() {
        SleepingHost host = new SleepingHost(cutter);
        host.start();
        try {
            await().until(host::isAsleep);
            int before = host.rounds();
            cutter.cut();
            assertThat(host.rounds()).as("not armed in the first round").isEqualTo(before);
            host.wake();
            host.armFromNowOn();
            for (int round = before + 2; round < before + 5; round++) {
                int expected = round;
                await().atMost(Duration.ofSeconds(9)).until(() -> {
                    cutter.cut();
                    return host.rounds() >= expected;
                });
            }
            assertThat(host.sawInterrupt()).as("no round begins with an interrupt left behind").isFalse();
        } finally {
            host.stop();
        }
        assertThat(host.hasEnded()).isTrue();
    }

    @Test
    @DisplayName("an interrupt of ours that is left behind is cleared where the next attempt begins")
    void cleared() {
        cutter.arm();
        Thread.currentThread().interrupt();
        cutter.disarm(() -> true);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    @DisplayName("a stop that interrupts in this very moment is not swallowed: it says that it stops first")
    void stopNotSwallowed() {
        AtomicReference<Boolean> clearedFirst = new AtomicReference<>();
        Thread.currentThread().interrupt();
        cutter.disarm(() -> {
            clearedFirst.set(!Thread.currentThread().isInterrupted());
            return false;
        });
        assertThat(clearedFirst).as("whether it runs is asked after the interrupt was cleared").hasValue(true);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @DisplayName("a disarmed cutter cuts nothing")
    void disarmed() {
        cutter.arm();
        cutter.disarm(() -> true);
        cutter.cut();
        assertThat(Thread.interrupted()).isFalse();
    }
}
