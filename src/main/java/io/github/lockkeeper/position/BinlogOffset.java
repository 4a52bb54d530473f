package io.github.lockkeeper.position;

import java.util.Objects;
import java.util.Optional;

/**
 * A place in a source's history that one can resume from, with what is needed to recognise that history again. It is
 * an <em>end</em> offset: where the next event starts, everything before it being done with. Immutable.
 */
public final class BinlogOffset {
    private final BinlogCoordinates coordinates;
    private final Gtids gtids;
    private final long timestampSeconds;
    private final long fileCreatedSeconds;
    private final String lastGtid;

    private BinlogOffset(
            BinlogCoordinates coordinates,
            Gtids gtids,
            long timestampSeconds,
            long fileCreatedSeconds,
            String lastGtid) {
        this.coordinates = Objects.requireNonNull(coordinates, "coordinates");
        this.gtids = Objects.requireNonNull(gtids, "gtids");
        this.timestampSeconds = requireTime(timestampSeconds, "timestampSeconds");
        this.fileCreatedSeconds = requireTime(fileCreatedSeconds, "fileCreatedSeconds");
        this.lastGtid = Objects.requireNonNull(lastGtid, "lastGtid");
    }

    private static long requireTime(long seconds, String name) {
        if (seconds < 0) {
            throw new IllegalArgumentException(name + " is negative: " + seconds);
        }
        return seconds;
    }

    /** Coordinates of which nothing more is known. */
    public static BinlogOffset of(BinlogCoordinates coordinates) {
        return new BinlogOffset(coordinates, Gtids.none(), 0, 0, "");
    }

    /**
     * All at once, for code that runs per transaction.
     *
     * @param timestampSeconds time of the last transaction at or before this offset, unix seconds, 0 if unknown
     * @param fileCreatedSeconds when the binlog file was created, unix seconds, 0 if unknown
     * @param lastGtid GTID of that last transaction, empty if unknown
     */
    public static BinlogOffset of(
            BinlogCoordinates coordinates,
            Gtids gtids,
            long timestampSeconds,
            long fileCreatedSeconds,
            String lastGtid) {
        return new BinlogOffset(coordinates, gtids, timestampSeconds, fileCreatedSeconds, lastGtid);
    }

    public BinlogOffset withGtids(Gtids newGtids) {
        return new BinlogOffset(coordinates, newGtids, timestampSeconds, fileCreatedSeconds, lastGtid);
    }

    /** @param seconds unix seconds, 0 for unknown */
    public BinlogOffset withTimestampSeconds(long seconds) {
        return new BinlogOffset(coordinates, gtids, seconds, fileCreatedSeconds, lastGtid);
    }

    /** @param seconds unix seconds, 0 for unknown */
    public BinlogOffset withFileCreatedSeconds(long seconds) {
        return new BinlogOffset(coordinates, gtids, timestampSeconds, seconds, lastGtid);
    }

    /** @param gtid in the server's notation, empty for unknown */
    public BinlogOffset withLastGtid(String gtid) {
        return new BinlogOffset(coordinates, gtids, timestampSeconds, fileCreatedSeconds, gtid);
    }

    public BinlogCoordinates coordinates() {
        return coordinates;
    }

    /** What has been executed up to here, if it is known. */
    public Gtids gtids() {
        return gtids;
    }

    /** Time of the last transaction at or before this offset, unix seconds; 0 when unknown. */
    public long timestampSeconds() {
        return timestampSeconds;
    }

    /** When the binlog file was created, from its FORMAT_DESCRIPTION event, unix seconds; 0 when unknown. */
    public long fileCreatedSeconds() {
        return fileCreatedSeconds;
    }

    /** GTID of the last transaction at or before this offset, in the server's notation. */
    public Optional<String> lastGtid() {
        return lastGtid.isEmpty() ? Optional.empty() : Optional.of(lastGtid);
    }

    /** By coordinates alone, so only meaningful within one server's history. */
    public OffsetOrder orderTo(BinlogOffset other) {
        return coordinates.orderTo(other.coordinates);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof BinlogOffset)) {
            return false;
        }
        BinlogOffset that = (BinlogOffset) other;
        return coordinates.equals(that.coordinates)
                && gtids.equals(that.gtids)
                && timestampSeconds == that.timestampSeconds
                && fileCreatedSeconds == that.fileCreatedSeconds
                && lastGtid.equals(that.lastGtid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(coordinates, gtids, timestampSeconds, fileCreatedSeconds, lastGtid);
    }

    /** For messages: the coordinates, and each other field that is known. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(coordinates.toString());
        text.append(timestampSeconds == 0 ? "" : " timestamp=" + timestampSeconds);
        text.append(fileCreatedSeconds == 0 ? "" : " fileCreated=" + fileCreatedSeconds);
        text.append(gtids.isPresent() ? " gtids=" + gtids : "");
        text.append(lastGtid.isEmpty() ? "" : " lastGtid=" + lastGtid);
        return text.toString();
    }
}
