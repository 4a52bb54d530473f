package io.github.lockkeeper.ops.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Points in time as people read them: ISO 8601 in the zone of the clock, and how long ago they were. */
final class Moments {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    /** From twice a unit on, that unit is used: "90 min" says more than "1 h". */
    private static final int AT_LEAST = 2;

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** @param unixSeconds 0 for unknown */
    String ofSeconds(long unixSeconds) {
        return instant(unixSeconds).map(this::iso).orElseGet(() -> noInstant(unixSeconds));
    }

    /** As {@link #ofSeconds}, and in brackets how long ago it was. */
    String withAgeOfSeconds(long unixSeconds) {
        return instant(unixSeconds).map(this::withAge).orElseGet(() -> noInstant(unixSeconds));
    }

    String ofMillis(long unixMillis) {
        return iso(Instant.ofEpochMilli(unixMillis));
    }

    /** As {@link #ofMillis}, and in brackets how long ago it was. */
    String withAgeOfMillis(long unixMillis) {
        return withAge(Instant.ofEpochMilli(unixMillis));
    }

    private static Optional<Instant> instant(long unixSeconds) {
        try {
            return unixSeconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(unixSeconds));
        } catch (DateTimeException beyondAllTimes) {
            return Optional.empty();
        }
    }

    private static String noInstant(long unixSeconds) {
        return unixSeconds == 0 ? "unknown" : unixSeconds + " s";
    }

    private String iso(Instant instant) {
        return ISO.format(instant.atZone(clock.getZone()));
    }

    private String withAge(Instant instant) {
        return iso(instant) + " (" + age(instant) + ")";
    }

    private String age(Instant moment) {
        Duration age = Duration.between(moment, clock.instant());
        // A server's clock may be ahead of ours.
        return age.isNegative() ? rough(age.negated()) + " ahead" : rough(age) + " ago";
    }

    private static String rough(Duration duration) {
        if (duration.toDays() >= AT_LEAST) {
            return duration.toDays() + " d";
        }
        if (duration.toHours() >= AT_LEAST) {
            return duration.toHours() + " h";
        }
        return duration.toMinutes() >= AT_LEAST ? duration.toMinutes() + " min" : duration.getSeconds() + " s";
    }
}
