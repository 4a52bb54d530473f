package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I4: a new attempt starts only when the threads of the last one have ended")
class StageThreadsTest {

    private final StageThreads threads = new StageThreads();
    private final CountDownLatch noted = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread stage = new Thread(() -> {
        threads.note();
        threads.note();
        noted.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    });

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    @DisplayName("with none but the parse thread itself there is nothing to wait for")
    void alone() throws InterruptedException {
        threads.note();
        assertThat(threads.awaitEnd(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    @DisplayName("a stage that is still at work is waited for, with a bound")
    void bound() throws InterruptedException {
        // Breaks with `return !thread.isAlive()` in StageThreads.joined.
        stage.start();
        noted.await();
        assertThat(threads.awaitEnd(Duration.ofMillis(1))).isFalse();
        assertThat(threads.awaitEnd(Duration.ZERO)).isFalse();
        end.countDown();
        assertThat(threads.awaitEnd(Duration.ofMinutes(1))).isTrue();
        assertThat(stage.isAlive()).isFalse();
    }

    @Test
    @DisplayName("a stop ends the wait")
    void interrupted() throws InterruptedException {
        stage.start();
        noted.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> threads.awaitEnd(Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
    }
}
