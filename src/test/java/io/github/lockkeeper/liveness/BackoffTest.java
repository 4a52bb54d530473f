package io.github.lockkeeper.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The wait before the next attempt")
class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static Backoff backoff(DoubleSupplier random) {
        return new Backoff(FIRST, LONGEST, random);
    }

    @Test
    @DisplayName("doubles from the first to the longest, less up to a half")
    void doubles() {
        Backoff most = backoff(() -> 0.9999999);
        Backoff least = backoff(() -> 0);
        long[] full = {200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000};
        for (long millis : full) {
            assertThat(most.next().toMillis()).isBetween(millis - 1, millis);
            assertThat(least.next().toMillis()).isEqualTo(millis / 2);
        }
    }

    @Test
    @DisplayName("begins anew after it worked")
    void reset() {
        Backoff backoff = backoff(() -> 0);
        backoff.next();
        backoff.next();
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    @DisplayName("never exceeds the longest and is never zero, however often it fails")
    void bounded() {
        Random random = new Random(1);
        Backoff backoff = backoff(random::nextDouble);
        for (int i = 0; i < 5000; i++) {
            assertThat(backoff.next()).isPositive().isLessThanOrEqualTo(LONGEST);
        }
    }
}
