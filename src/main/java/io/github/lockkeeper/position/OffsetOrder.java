package io.github.lockkeeper.position;

/**
 * How one place in a history relates to another. This is a partial order: places of different histories are
 * {@link #INCOMPARABLE}, which is why none of the types here is {@link Comparable} by it.
 */
public enum OffsetOrder {
    BEFORE,
    EQUAL,
    AFTER,
    INCOMPARABLE;

    /** The relation seen from the other side. */
    public OffsetOrder reversed() {
        switch (this) {
            case BEFORE:
                return AFTER;
            case AFTER:
                return BEFORE;
            default:
                return this;
        }
    }

    static OffsetOrder ofComparison(int comparison) {
        if (comparison == 0) {
            return EQUAL;
        }
        return comparison < 0 ? BEFORE : AFTER;
    }
}
