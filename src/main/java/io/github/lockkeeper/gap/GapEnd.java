package io.github.lockkeeper.gap;

import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Excerpt;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.OffsetOrder;
import java.util.Objects;
import java.util.Optional;

/**
 * One end of what an entry tells of: an offset; or, where the server has not told one, only GTIDs or a time; or
 * {@link #UNKNOWN}. Immutable.
 */
public final class GapEnd {
    public static final GapEnd UNKNOWN = new GapEnd(Optional.empty(), Gtids.none(), 0);

    private final Optional<BinlogOffset> offset;
    private final Gtids gtids;
    private final long timestampSeconds;

    private GapEnd(Optional<BinlogOffset> offset, Gtids gtids, long timestampSeconds) {
        this.offset = offset;
        this.gtids = gtids;
        this.timestampSeconds = timestampSeconds;
    }

    public static GapEnd of(BinlogOffset offset) {
        return new GapEnd(Optional.of(offset), offset.gtids(), offset.timestampSeconds());
    }

    /**
     * An end whose file and position are not known.
     *
     * @param gtids what has been executed up to there, none if that is not known either
     * @param timestampSeconds unix seconds, 0 if unknown
     * @throws IllegalArgumentException if the time is negative
     */
    public static GapEnd of(Gtids gtids, long timestampSeconds) {
        if (timestampSeconds < 0) {
            throw new IllegalArgumentException("timestampSeconds is negative: " + timestampSeconds);
        }
        return new GapEnd(Optional.empty(), Objects.requireNonNull(gtids, "gtids"), timestampSeconds);
    }

    /** With file and position; empty when those are unknown. */
    public Optional<BinlogOffset> offset() {
        return offset;
    }

    /** What has been executed up to there, if it is known. */
    public Gtids gtids() {
        return gtids;
    }

    /** Unix seconds; 0 when unknown. */
    public long timestampSeconds() {
        return timestampSeconds;
    }

    /** Whether it lies in front of the other one; false where that cannot be told. */
    boolean isBefore(GapEnd other) {
        return offset.isPresent() && other.offset.isPresent()
                && offset.get().orderTo(other.offset.get()) == OffsetOrder.BEFORE;
    }

    /** Whether anything is known of it. */
    public boolean isKnown() {
        return !equals(UNKNOWN);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof GapEnd)) {
            return false;
        }
        GapEnd that = (GapEnd) other;
        return offset.equals(that.offset) && gtids.equals(that.gtids) && timestampSeconds == that.timestampSeconds;
    }

    @Override
    public int hashCode() {
        return Objects.hash(offset, gtids, timestampSeconds);
    }

    /** For messages: file and position, then time and GTIDs in brackets, the latter cut when long; without blanks. */
    @Override
    public String toString() {
        if (!isKnown()) {
            return "unknown";
        }
        String coordinates = offset.map(known -> known.coordinates().toString()).orElse("unknown");
        String time = timestampSeconds == 0 ? "" : "time=" + timestampSeconds;
        String set = gtids.isPresent() ? "gtids=" + Excerpt.of(gtids.toString()) : "";
        String separator = time.isEmpty() || set.isEmpty() ? "" : ",";
        return coordinates + (time.isEmpty() && set.isEmpty() ? "" : "[" + time + separator + set + "]");
    }
}
