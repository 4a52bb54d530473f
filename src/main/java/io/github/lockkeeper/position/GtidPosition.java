package io.github.lockkeeper.position;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A position in a MariaDB server's history: the last transaction of each replication domain, as in
 * {@code @@gtid_binlog_pos}. A position, not a set: what came before in a domain is implied. Immutable.
 */
public final class GtidPosition {
    public static final GtidPosition EMPTY = new GtidPosition(new TreeMap<>());

    private static final long MAX_ID = 0xFFFFFFFFL;

    /** The last transaction of each domain. Never changed after construction. */
    private final SortedMap<Long, Last> lastOfDomain;

    private GtidPosition(SortedMap<Long, Last> lastOfDomain) {
        this.lastOfDomain = lastOfDomain;
    }

    /**
     * Reads MariaDB's notation, {@code domain-server-sequence} by comma, white space around any; empty is allowed.
     *
     * @throws IllegalArgumentException if the text is anything else, or if a domain comes twice (then it is a binlog
     *         state, not a position)
     */
    public static GtidPosition parse(String text) {
        GtidPosition position = EMPTY;
        if (text.trim().isEmpty()) {
            return position;
        }
        for (String gtid : text.split(",", -1)) {
            position = position.plusParsed(gtid.trim(), text);
        }
        return position;
    }

    private GtidPosition plusParsed(String gtid, String text) {
        String[] parts = gtid.split("-", -1);
        if (parts.length != 3) {
            throw malformed(text);
        }
        long domain = number(parts[0], text);
        if (lastOfDomain.containsKey(domain)) {
            throw new IllegalArgumentException("not a GTID position: " + Excerpt.of(text) + " has domain " + domain
                    + " twice; is it @@gtid_binlog_state? Use @@gtid_binlog_pos");
        }
        return plus(domain, number(parts[1], text), number(parts[2], text));
    }

    private static long number(String digits, String text) {
        return Digits.parse(digits).orElseThrow(() -> malformed(text));
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "not a GTID position: " + Excerpt.of(text) + "; expected one like '0-1-100,1-2-5'");
    }

    /**
     * The position after one transaction more: it becomes the last of its domain, whatever its number, because
     * without {@code gtid_strict_mode} numbers may go back.
     *
     * @param domain 0 to 4294967295
     * @param server the originating server's id, 0 to 4294967295
     * @param sequence 1 or more
     * @throws IllegalArgumentException if one is out of range
     */
    public GtidPosition plus(long domain, long server, long sequence) {
        if (domain < 0 || domain > MAX_ID || server < 0 || server > MAX_ID || sequence < 1) {
            throw new IllegalArgumentException("not a GTID: " + domain + "-" + server + "-" + sequence);
        }
        SortedMap<Long, Last> next = new TreeMap<>(lastOfDomain);
        next.put(domain, new Last(server, sequence));
        return new GtidPosition(next);
    }

    public boolean isEmpty() {
        return lastOfDomain.isEmpty();
    }

    /**
     * By the sequence numbers of all domains; a domain that one side lacks counts as not begun there. Incomparable
     * when domains disagree, or when a domain has one number from two servers (the histories have parted).
     */
    public OffsetOrder orderTo(GtidPosition other) {
        boolean before = isCoveredBy(other);
        boolean after = other.isCoveredBy(this);
        if (before && after) {
            return OffsetOrder.EQUAL;
        }
        if (before) {
            return OffsetOrder.BEFORE;
        }
        return after ? OffsetOrder.AFTER : OffsetOrder.INCOMPARABLE;
    }

    private boolean isCoveredBy(GtidPosition other) {
        for (Map.Entry<Long, Last> mine : lastOfDomain.entrySet()) {
            Last theirs = other.lastOfDomain.get(mine.getKey());
            if (theirs == null || !mine.getValue().isCoveredBy(theirs)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GtidPosition && lastOfDomain.equals(((GtidPosition) other).lastOfDomain);
    }

    @Override
    public int hashCode() {
        return lastOfDomain.hashCode();
    }

    /** MariaDB's notation, domains ascending. */
    @Override
    public String toString() {
        return lastOfDomain.entrySet().stream()
                .map(last -> last.getKey() + "-" + last.getValue())
                .collect(Collectors.joining(","));
    }

    private static final class Last {
        private final long server;
        private final long sequence;

        Last(long server, long sequence) {
            this.server = server;
            this.sequence = sequence;
        }

        boolean isCoveredBy(Last other) {
            return sequence < other.sequence || equals(other);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Last && server == ((Last) other).server && sequence == ((Last) other).sequence;
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(server) + Long.hashCode(sequence);
        }

        @Override
        public String toString() {
            return server + "-" + sequence;
        }
    }
}
