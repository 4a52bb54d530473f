package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I16: a query that takes too long")
class QueryWatchTest {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private long nanos = Long.MAX_VALUE - 1_000_000_000L;
    private final QueryWatch watch = new QueryWatch(LONGEST, () -> nanos);
    private int cancelled;

    /** A query during which time passes and the timer looks; a cancelled one fails as one with a closed socket does. */
    private String query(Duration takes, int looks) throws IOException {
        return watch.run(() -> {
            nanos += takes.toNanos();
            for (int i = 0; i < looks; i++) {
                watch.check();
            }
            if (cancelled > 0) {
                throw new SocketException("Socket closed");
            }
            return "answer";
        }, () -> cancelled++);
    }

    @Test
    @DisplayName("is cancelled once, and reported for what it is, with what it failed with")
    void overdue() {
        SourceFaultException failure =
                catchThrowableOfType(SourceFaultException.class, () -> query(LONGEST.plusNanos(1), 3));
        assertThat(cancelled).isEqualTo(1);
        assertThat(failure.fault().kind()).isEqualTo(FaultKind.QUERY_TIMEOUT);
        assertThat(failure.fault().detail()).contains("5 s");
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(SocketException.class);
    }

    @Test
    @DisplayName("is not one that is just in time")
    void inTime() throws IOException {
        assertThat(query(LONGEST, 3)).isEqualTo("answer");
        assertThat(cancelled).isZero();
    }

    @Test
    @DisplayName("is not one that has ended, however late the timer looks, nor the one after it")
    void finished() throws IOException {
        assertThat(query(LONGEST.multipliedBy(2), 0)).isEqualTo("answer");
        watch.check();
        assertThat(query(Duration.ofSeconds(1), 1)).isEqualTo("answer");
        nanos += LONGEST.toNanos() * 2;
        watch.check();
        assertThat(cancelled).isZero();
    }

    @Test
    @DisplayName("that answers all the same while it is cancelled has answered")
    void answeredAtLast() throws IOException {
        String answer = watch.run(() -> {
            nanos += LONGEST.toNanos() + 1;
            watch.check();
            return "answer";
        }, () -> cancelled++);
        assertThat(answer).isEqualTo("answer");
        assertThat(cancelled).isEqualTo(1);
    }

    @Test
    @DisplayName("is not one that fails by itself: its failure stays what it is, and leaves nothing to cancel")
    void fails() {
        IOException broken = new IOException("reset by peer");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> watch.run(() -> {
            throw broken;
        }, () -> cancelled++)).isSameAs(broken);
        IllegalStateException wrong = new IllegalStateException("not a number");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> watch.run(() -> {
            throw wrong;
        }, () -> cancelled++)).isSameAs(wrong);
        nanos += LONGEST.toNanos() * 2;
        watch.check();
        assertThat(cancelled).isZero();
    }

    @Test
    @DisplayName("is cancelled outside the lock: closing may take its time")
    void outsideTheLock() throws IOException {
        watch.run(() -> {
            nanos += LONGEST.toNanos() + 1;
            watch.check();
            return "answer";
        }, () -> assertThat(Thread.holdsLock(watch)).isFalse());
    }
}
