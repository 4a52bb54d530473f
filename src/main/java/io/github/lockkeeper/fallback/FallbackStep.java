package io.github.lockkeeper.fallback;

import java.util.Locale;

/** A policy's name in {@code canal.instance.group.fallback} and in journals: frozen once released. */
public enum FallbackStep {
    /** By the stored GTID set. */
    GTID,
    /** On the standby. */
    STANDBY,
    /** By the time of the last delivered transaction, with a margin. */
    TIMESTAMP,
    /** From the oldest binlog still there. */
    EARLIEST,
    /** From the newest position. */
    LATEST,
    /** Not at all, until a person says how. */
    HALT;

    /** As it is written in properties. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
