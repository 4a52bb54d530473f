package io.github.lockkeeper.position;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where somebody asks a source to start: a request that has to be resolved on the server, as opposed to
 * {@link BinlogOffset}, which is a fact. Immutable.
 */
public final class StartPoint {
    /** What the request is expressed by. */
    public enum Kind {
        /** The newest position at the time of asking. */
        LATEST,
        /** The start of the oldest binlog that is still there. */
        EARLIEST,
        /** A file and a position in it. */
        COORDINATES,
        /** The first transaction at or after a time. */
        TIMESTAMP,
        /** What comes after the given GTIDs. */
        GTIDS
    }

    private static final StartPoint LATEST = new StartPoint(Kind.LATEST, Optional.empty(), 0, Gtids.none());
    private static final StartPoint EARLIEST = new StartPoint(Kind.EARLIEST, Optional.empty(), 0, Gtids.none());

    private final Kind kind;
    private final Optional<BinlogCoordinates> coordinates;
    private final long timestampSeconds;
    private final Gtids gtids;

    private StartPoint(Kind kind, Optional<BinlogCoordinates> coordinates, long timestampSeconds, Gtids gtids) {
        this.kind = kind;
        this.coordinates = coordinates;
        this.timestampSeconds = timestampSeconds;
        this.gtids = gtids;
    }

    public static StartPoint latest() {
        return LATEST;
    }

    public static StartPoint earliest() {
        return EARLIEST;
    }

    public static StartPoint at(BinlogCoordinates coordinates) {
        return new StartPoint(Kind.COORDINATES, Optional.of(coordinates), 0, Gtids.none());
    }

    /**
     * @param seconds unix seconds, 1 or more (Canal's own keys are in milliseconds)
     * @throws IllegalArgumentException if it is less
     */
    public static StartPoint atTimestampSeconds(long seconds) {
        if (seconds < 1) {
            throw new IllegalArgumentException("not a start time: " + seconds + " s; it is 1 or more");
        }
        return new StartPoint(Kind.TIMESTAMP, Optional.empty(), seconds, Gtids.none());
    }

    /** @throws IllegalArgumentException if none are given */
    public static StartPoint afterGtids(Gtids gtids) {
        if (!gtids.isPresent()) {
            throw new IllegalArgumentException("no GTIDs to start after");
        }
        return new StartPoint(Kind.GTIDS, Optional.empty(), 0, gtids);
    }

    public Kind kind() {
        return kind;
    }

    /** Present for {@link Kind#COORDINATES}. */
    public Optional<BinlogCoordinates> coordinates() {
        return coordinates;
    }

    /** Unix seconds; present for {@link Kind#TIMESTAMP}. */
    public OptionalLong timestampSeconds() {
        return kind == Kind.TIMESTAMP ? OptionalLong.of(timestampSeconds) : OptionalLong.empty();
    }

    /** Present for {@link Kind#GTIDS}, else none. */
    public Gtids gtids() {
        return gtids;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof StartPoint)) {
            return false;
        }
        StartPoint that = (StartPoint) other;
        return kind == that.kind
                && coordinates.equals(that.coordinates)
                && timestampSeconds == that.timestampSeconds
                && gtids.equals(that.gtids);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, coordinates, timestampSeconds, gtids);
    }

    /** For messages: {@code latest}, {@code coordinates mysql-bin.000123:4567}, {@code timestamp 1795341103}, …. */
    @Override
    public String toString() {
        switch (kind) {
            case COORDINATES:
                return "coordinates " + coordinates.map(BinlogCoordinates::toString).orElse("");
            case TIMESTAMP:
                return "timestamp " + timestampSeconds;
            case GTIDS:
                return "gtids " + gtids;
            default:
                return kind == Kind.LATEST ? "latest" : "earliest";
        }
    }
}
