package io.github.lockkeeper.position;

import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of MySQL transactions, by server uuid and transaction number, as in {@code @@global.gtid_executed}.
 * Immutable; sets share what they have in common, so that {@link #plus} is cheap enough to run for each transaction.
 */
public final class GtidSet {
    public static final GtidSet EMPTY = new GtidSet(new String[0], new GnoIntervals[0]);

    /** Ascending, in lower case; none without a transaction. Never changed after construction, hence shared. */
    private final String[] uuids;
    private final GnoIntervals[] intervals;

    private GtidSet(String[] uuids, GnoIntervals[] intervals) {
        this.uuids = uuids;
        this.intervals = intervals;
    }

    /**
     * Reads MySQL's notation: {@code uuid:1-5:7:9-11}, several by comma, white space and line breaks around any part,
     * in any case and order; an empty text is the empty set.
     *
     * @throws TaggedGtidException (an IllegalArgumentException) for GTIDs with tags, MySQL 8.3 and later
     * @throws IllegalArgumentException if the text is anything else
     */
    public static GtidSet parse(String text) {
        return of(new GtidSetParser(text).parse());
    }

    private static GtidSet of(SortedMap<String, GnoIntervals> byUuid) {
        if (byUuid.isEmpty()) {
            return EMPTY;
        }
        return new GtidSet(byUuid.keySet().toArray(new String[0]), byUuid.values().toArray(new GnoIntervals[0]));
    }

    /**
     * This set and one transaction more; the set itself when it holds it already.
     *
     * @param uuid of the server that the transaction comes from, in any case
     * @param gno the transaction number, 1 or more
     * @throws IllegalArgumentException if either is not valid
     */
    public GtidSet plus(String uuid, long gno) {
        GtidSetParser.requireGno(gno);
        int at = Arrays.binarySearch(uuids, uuid);
        if (at < 0) {
            String normalised = GtidSetParser.normalisedUuid(uuid);
            at = Arrays.binarySearch(uuids, normalised);
            return at < 0 ? withNewUuid(-at - 1, normalised, gno) : plusAt(at, gno);
        }
        return plusAt(at, gno);
    }

    private GtidSet plusAt(int at, long gno) {
        GnoIntervals extended = intervals[at].plus(gno);
        if (extended == intervals[at]) {
            return this;
        }
        GnoIntervals[] copy = intervals.clone();
        copy[at] = extended;
        return new GtidSet(uuids, copy);
    }

    private GtidSet withNewUuid(int at, String uuid, long gno) {
        String[] moreUuids = Arrays.copyOf(uuids, uuids.length + 1);
        GnoIntervals[] moreIntervals = Arrays.copyOf(intervals, intervals.length + 1);
        System.arraycopy(uuids, at, moreUuids, at + 1, uuids.length - at);
        System.arraycopy(intervals, at, moreIntervals, at + 1, intervals.length - at);
        moreUuids[at] = uuid;
        moreIntervals[at] = GnoIntervals.of(gno, gno);
        return new GtidSet(moreUuids, moreIntervals);
    }

    /** What is in either. */
    public GtidSet union(GtidSet other) {
        SortedMap<String, GnoIntervals> all = byUuid();
        for (int i = 0; i < other.uuids.length; i++) {
            all.merge(other.uuids[i], other.intervals[i], GnoIntervals::union);
        }
        return of(all);
    }

    /** What is in this one and not in the other, as {@code GTID_SUBTRACT(this, other)}. */
    public GtidSet subtract(GtidSet other) {
        SortedMap<String, GnoIntervals> rest = byUuid();
        for (int i = 0; i < other.uuids.length; i++) {
            GnoIntervals removed = other.intervals[i];
            rest.computeIfPresent(other.uuids[i], (uuid, mine) -> mine.subtract(removed));
        }
        rest.values().removeIf(GnoIntervals::isEmpty);
        return of(rest);
    }

    /** Whether the other has everything that this one has, as {@code GTID_SUBSET(this, other)}. */
    public boolean isContainedIn(GtidSet other) {
        for (int i = 0; i < uuids.length; i++) {
            if (!intervals[i].isContainedIn(other.intervalsOf(uuids[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the transaction is in the set; a uuid in upper case is found too. */
    public boolean contains(String uuid, long gno) {
        return intervalsOf(GtidSetParser.normalisedUuid(uuid)).contains(gno);
    }

    public boolean isEmpty() {
        return uuids.length == 0;
    }

    /** How many transactions; {@link Long#MAX_VALUE} stands for that many or more. */
    public long count() {
        long count = 0;
        for (GnoIntervals ofUuid : intervals) {
            long sum = count + ofUuid.count();
            count = sum < 0 ? Long.MAX_VALUE : sum;
        }
        return count;
    }

    private GnoIntervals intervalsOf(String uuid) {
        int at = Arrays.binarySearch(uuids, uuid);
        return at < 0 ? GnoIntervals.EMPTY : intervals[at];
    }

    private SortedMap<String, GnoIntervals> byUuid() {
        SortedMap<String, GnoIntervals> byUuid = new TreeMap<>();
        for (int i = 0; i < uuids.length; i++) {
            byUuid.put(uuids[i], intervals[i]);
        }
        return byUuid;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof GtidSet)) {
            return false;
        }
        GtidSet that = (GtidSet) other;
        return Arrays.equals(uuids, that.uuids) && Arrays.equals(intervals, that.intervals);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(uuids), Arrays.hashCode(intervals));
    }

    /** MySQL's notation on one line, uuids ascending; equal sets have equal texts. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < uuids.length; i++) {
            text.append(i == 0 ? "" : ",").append(uuids[i]).append(':').append(intervals[i]);
        }
        return text.toString();
    }
}
