package io.github.lockkeeper.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UninterruptedTest {
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void anOperationCutOffByAnInterruptIsBegunAgain() throws IOException {
        AtomicInteger runs = new AtomicInteger();

        String result = Uninterrupted.run(() -> {
            if (runs.incrementAndGet() < 3) {
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(runs).hasValue(3);
        assertThat(Thread.currentThread().isInterrupted()).as("told to the caller").isTrue();
    }

    @Test
    void anInterruptFromBeforeIsPutAsideAndKept() throws IOException {
        Thread.currentThread().interrupt();

        boolean seen = Uninterrupted.run(() -> Thread.currentThread().isInterrupted());

        assertThat(seen).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void withoutAnInterruptThereIsNone() throws IOException {
        Uninterrupted.run(() -> "done");

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void otherFailuresAreTheCallers() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Uninterrupted.run(() -> {
            throw new IOException("full");
        })).withMessage("full");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
