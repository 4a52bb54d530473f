package io.github.lockkeeper.persistence.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** I15: a look at the ownership counts from its question on, by whichever clock is further. */
class ConfirmationTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicLong millis = new AtomicLong(1_795_341_000_000L);
    private final Confirmation confirmation = new Confirmation(1000, nanos::get, millis::get);

    private void pass(long milliseconds) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
        millis.addAndGet(milliseconds);
    }

    @Test
    void notBeforeTheFirstLook() {
        assertThat(confirmation.isGiven()).isFalse();
        confirmation.begin();
        assertThat(confirmation.isGiven()).isFalse();
    }

    @Test
    @DisplayName("an answer is as old as its question")
    void countsFromTheQuestion() {
        Confirmation.Look look = confirmation.begin();
        pass(900);
        look.foundInOrder();
        assertThat(confirmation.isGiven()).isTrue();
        pass(99);
        assertThat(confirmation.isGiven()).isTrue();
        pass(1);
        assertThat(confirmation.isGiven()).isFalse();
    }

    @Test
    @DisplayName("a suspended machine, whose monotonic clock stood still, is not confirmed when it wakes")
    void suspended() {
        confirmation.begin().foundInOrder();
        millis.addAndGet(60_000);
        assertThat(confirmation.isGiven()).isFalse();
    }

    @Test
    @DisplayName("a clock that is set back does not make it last longer")
    void setBack() {
        confirmation.begin().foundInOrder();
        millis.addAndGet(-3_600_000);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1000));
        assertThat(confirmation.isGiven()).isFalse();
    }

    @Test
    void withdrawnAtOnce() {
        confirmation.begin().foundInOrder();
        confirmation.withdraw();
        assertThat(confirmation.isGiven()).isFalse();
        confirmation.begin().foundInOrder();
        assertThat(confirmation.isGiven()).isTrue();
    }
}
