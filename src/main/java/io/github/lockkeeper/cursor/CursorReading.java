package io.github.lockkeeper.cursor;

import java.util.Objects;
import java.util.Optional;

/** A record as it was found by somebody who only looks: what the next claim would begin with. Immutable. */
public final class CursorReading {
    private final GroupCursor record;
    private final String place;
    private final Optional<String> warning;

    private CursorReading(GroupCursor record, String place, Optional<String> warning) {
        this.record = Objects.requireNonNull(record, "record");
        this.place = Objects.requireNonNull(place, "place");
        this.warning = warning;
    }

    /** @param place the file or node that it is from */
    public static CursorReading of(GroupCursor record, String place) {
        return new CursorReading(record, place, Optional.empty());
    }

    /** @param newWarning what is wrong with where it should have been found, as sentences */
    public CursorReading withWarning(String newWarning) {
        return new CursorReading(record, place, Optional.of(newWarning));
    }

    public GroupCursor record() {
        return record;
    }

    /** The file or node that it is from. */
    public String place() {
        return place;
    }

    /** Present when it is an older record, because the current one is damaged or missing. */
    public Optional<String> warning() {
        return warning;
    }

    /** For messages. */
    @Override
    public String toString() {
        return place + " " + record + warning.map(text -> " warning=" + text).orElse("");
    }
}
