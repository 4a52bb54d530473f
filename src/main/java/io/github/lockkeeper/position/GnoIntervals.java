package io.github.lockkeeper.position;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * An immutable set of transaction numbers of one server uuid, as closed intervals: ascending, disjoint and never
 * adjacent, so that equal sets have equal arrays. Numbers are 1 to {@link #MAX_GNO}.
 */
final class GnoIntervals {
    /** One less than the largest long, as in MySQL; an end plus one never overflows. */
    static final long MAX_GNO = Long.MAX_VALUE - 1;

    static final GnoIntervals EMPTY = new GnoIntervals(new long[0]);

    /** From, to, from, to, …; both inclusive. */
    private final long[] bounds;

    private GnoIntervals(long[] bounds) {
        this.bounds = bounds;
    }

    static GnoIntervals of(long from, long to) {
        return new GnoIntervals(new long[] {from, to});
    }

    /** From pairs (from, to) in any order, overlapping or not. */
    static GnoIntervals ofPairs(List<long[]> pairs) {
        pairs.sort(Comparator.comparingLong(pair -> pair[0]));
        Appender merged = new Appender(pairs.size());
        for (long[] pair : pairs) {
            merged.append(pair[0], pair[1]);
        }
        return merged.done();
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    boolean contains(long gno) {
        int at = firstEndingAtOrAfter(gno);
        return at < bounds.length && bounds[at] <= gno;
    }

    /** The set itself when it has the number already. The common case, the next number, copies the array once. */
    GnoIntervals plus(long gno) {
        int length = bounds.length;
        if (length > 0 && bounds[length - 1] == gno - 1) {
            long[] extended = bounds.clone();
            extended[length - 1] = gno;
            return new GnoIntervals(extended);
        }
        return contains(gno) ? this : union(of(gno, gno));
    }

    GnoIntervals union(GnoIntervals other) {
        Appender merged = new Appender(size() + other.size());
        int mine = 0;
        int theirs = 0;
        while (mine < bounds.length || theirs < other.bounds.length) {
            boolean takeMine = theirs >= other.bounds.length
                    || mine < bounds.length && bounds[mine] <= other.bounds[theirs];
            long[] from = takeMine ? bounds : other.bounds;
            int at = takeMine ? mine : theirs;
            merged.append(from[at], from[at + 1]);
            mine += takeMine ? 2 : 0;
            theirs += takeMine ? 0 : 2;
        }
        return merged.done();
    }

    GnoIntervals subtract(GnoIntervals other) {
        Appender rest = new Appender(size() + other.size());
        for (int i = 0; i < bounds.length; i += 2) {
            appendRemainder(bounds[i], bounds[i + 1], other, rest);
        }
        return rest.done();
    }

    private static void appendRemainder(long from, long to, GnoIntervals removed, Appender rest) {
        long next = from;
        for (int i = removed.firstEndingAtOrAfter(from); i < removed.bounds.length && removed.bounds[i] <= to; i += 2) {
            rest.append(next, removed.bounds[i] - 1);
            next = removed.bounds[i + 1] + 1;
        }
        rest.append(next, to);
    }

    boolean isContainedIn(GnoIntervals other) {
        for (int i = 0; i < bounds.length; i += 2) {
            int at = other.firstEndingAtOrAfter(bounds[i]);
            if (at >= other.bounds.length || other.bounds[at] > bounds[i] || other.bounds[at + 1] < bounds[i + 1]) {
                return false;
            }
        }
        return true;
    }

    /** How many numbers; {@link Long#MAX_VALUE} stands for more than that, which sums over several uuids can reach. */
    long count() {
        long count = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            count += bounds[i + 1] - bounds[i] + 1;
        }
        return count;
    }

    /** The array index of the first interval that ends at the number or later; the array's length if there is none. */
    private int firstEndingAtOrAfter(long gno) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[2 * middle + 1] < gno) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 2 * low;
    }

    private int size() {
        return bounds.length / 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GnoIntervals && Arrays.equals(bounds, ((GnoIntervals) other).bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** As MySQL writes it: {@code 1-5:7:9-11}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(i == 0 ? "" : ":").append(bounds[i]);
            if (bounds[i] < bounds[i + 1]) {
                text.append('-').append(bounds[i + 1]);
            }
        }
        return text.toString();
    }

    /** Takes intervals by ascending start, joins what touches, drops what is empty (from behind to). */
    private static final class Appender {
        private final long[] bounds;
        private int length;

        Appender(int maxIntervals) {
            bounds = new long[2 * maxIntervals];
        }

        void append(long from, long to) {
            if (from > to) {
                return;
            }
            if (length > 0 && from <= bounds[length - 1] + 1) {
                bounds[length - 1] = Math.max(bounds[length - 1], to);
                return;
            }
            bounds[length++] = from;
            bounds[length++] = to;
        }

        GnoIntervals done() {
            return length == 0 ? EMPTY : new GnoIntervals(Arrays.copyOf(bounds, length));
        }
    }
}
