package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I16: an answer that is due")
class AnswerWatchTest {

    private long now;
    private int ended;
    private final AnswerWatch watch = new AnswerWatch(Duration.ofSeconds(60), () -> now);

    private int endedAfter(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        watch.check(() -> ended++);
        return ended;
    }

    @Test
    @DisplayName("and overdue ends the connection, once; one that nobody expects never does")
    void overdue() {
        assertThat(endedAfter(1000)).isZero();
        watch.expect();
        assertThat(endedAfter(60)).isZero();
        assertThat(endedAfter(1)).isOne();
        assertThat(endedAfter(1000)).isOne();
        watch.expect();
        assertThat(endedAfter(61)).isEqualTo(2);
    }

    @Test
    @DisplayName("and came ends nothing")
    void answered() {
        watch.expect();
        endedAfter(59);
        watch.answered();
        assertThat(endedAfter(1000)).isZero();
    }
}
