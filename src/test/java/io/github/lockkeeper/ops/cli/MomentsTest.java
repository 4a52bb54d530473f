package io.github.lockkeeper.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    private static final long NOW = Instant.parse("2026-11-22T10:15:00Z").getEpochSecond();
    private static final Moments MOMENTS =
            new Moments(Clock.fixed(Instant.ofEpochSecond(NOW, 900_000_000), ZoneId.of("Asia/Shanghai")));

    @Test
    void timesAreLocalAndTellTheirZone() {
        assertThat(MOMENTS.ofSeconds(NOW)).isEqualTo("2026-11-22T18:15:00+08:00");
        assertThat(MOMENTS.ofMillis(NOW * 1000 + 999)).isEqualTo("2026-11-22T18:15:00+08:00");
        assertThat(MOMENTS.withAgeOfMillis(NOW * 1000)).isEqualTo("2026-11-22T18:15:00+08:00 (0 s ago)");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s ago", "119, 119 s ago", "120, 2 min ago", "7199, 119 min ago", "7200, 2 h ago",
        "172799, 47 h ago", "172800, 2 d ago", "-5, 4 s ahead", "-7300, 2 h ahead"})
    void agesAreRough(long secondsAgo, String age) {
        assertThat(MOMENTS.withAgeOfSeconds(NOW - secondsAgo)).endsWith(" (" + age + ")");
    }

    @Test
    void whatIsNoTimeIsShownAllTheSame() {
        assertThat(MOMENTS.withAgeOfSeconds(0)).isEqualTo("unknown");
        assertThat(MOMENTS.withAgeOfSeconds(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE + " s");
        assertThat(MOMENTS.ofMillis(Long.MAX_VALUE)).startsWith("+292278994-");
    }
}
