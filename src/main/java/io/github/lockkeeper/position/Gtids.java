package io.github.lockkeeper.position;

import java.util.Objects;
import java.util.Optional;

/**
 * What a cursor knows of GTIDs beside its coordinates: nothing, a set (MySQL) or a position (MariaDB). To know that
 * nothing has been executed is not the same as to know nothing: {@link #isPresent()} tells them apart, and the former
 * is empty in either notation, having both an empty set and an empty position.
 */
public final class Gtids {
    private static final String NOTHING_EXECUTED_TEXT = "empty";
    private static final Gtids NONE = new Gtids(Optional.empty(), Optional.empty());
    private static final Gtids NOTHING_EXECUTED =
            new Gtids(Optional.of(GtidSet.EMPTY), Optional.of(GtidPosition.EMPTY));

    private final Optional<GtidSet> set;
    private final Optional<GtidPosition> position;

    private Gtids(Optional<GtidSet> set, Optional<GtidPosition> position) {
        this.set = set;
        this.position = position;
    }

    /** Nothing is known; also for a server that writes no GTIDs. */
    public static Gtids none() {
        return NONE;
    }

    /** A set that is known to be complete; an empty one says that nothing has been executed. */
    public static Gtids of(GtidSet set) {
        return set.isEmpty() ? NOTHING_EXECUTED : new Gtids(Optional.of(set), Optional.empty());
    }

    /** A position that is known; an empty one says that nothing has been executed. */
    public static Gtids of(GtidPosition position) {
        return position.isEmpty() ? NOTHING_EXECUTED : new Gtids(Optional.empty(), Optional.of(position));
    }

    /**
     * Recognises by its form which of the two notations it is. An empty text is {@link #none()}: of what is merely
     * missing nobody shall conclude that nothing has been executed. That is written {@code empty}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Gtids parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            return NONE;
        }
        if (trimmed.equals(NOTHING_EXECUTED_TEXT)) {
            return NOTHING_EXECUTED;
        }
        return trimmed.indexOf(':') >= 0 ? of(GtidSet.parse(trimmed)) : of(GtidPosition.parse(trimmed));
    }

    public boolean isPresent() {
        return this != NONE;
    }

    /** The set of a MySQL server. */
    public Optional<GtidSet> set() {
        return set;
    }

    /** The position of a MariaDB server. */
    public Optional<GtidPosition> position() {
        return position;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Gtids)) {
            return false;
        }
        Gtids that = (Gtids) other;
        return set.equals(that.set) && position.equals(that.position);
    }

    @Override
    public int hashCode() {
        return Objects.hash(set, position);
    }

    /** The server's notation; empty for none, {@code empty} where nothing has been executed. */
    @Override
    public String toString() {
        if (this == NOTHING_EXECUTED) {
            return NOTHING_EXECUTED_TEXT;
        }
        return set.map(GtidSet::toString).orElseGet(() -> position.map(GtidPosition::toString).orElse(""));
    }
}
