package io.github.lockkeeper.stream;

/**
 * Whole positions in a binlog file, out of the 32 bits that its events have for theirs: one large transaction makes a
 * file longer than 4 GiB. Not thread-safe.
 */
public final class WholePositions {

    private static final long RANGE = 1L << 32;

    private long last;

    /** @param start bytes from the file's start, where the next event starts */
    public WholePositions(long start) {
        this.last = start;
    }

    /**
     * @param end the lower 32 bits of where the next event ends, which no event is long enough to miss
     * @return where it ends, bytes from the file's start
     */
    public long next(long end) {
        long whole = last / RANGE * RANGE + end;
        last = whole < last ? whole + RANGE : whole;
        return last;
    }
}
