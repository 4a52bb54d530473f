package io.github.lockkeeper.gap;

import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.Excerpt;
import io.github.lockkeeper.position.OffsetOrder;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of a source is not delivered: a GTID set; or files and bytes; or {@link #NOTHING}, where that is proven; or
 * {@link #UNKNOWN}. Immutable.
 */
public final class MissingPart {
    /** Nobody can tell what, or whether something. */
    public static final MissingPart UNKNOWN = new MissingPart("", Optional.empty(), Optional.empty(), OptionalLong.empty());
    /** Known that nothing is missing. */
    public static final MissingPart NOTHING = new MissingPart("", Optional.empty(), Optional.empty(), OptionalLong.of(0));

    private final String gtids;
    private final Optional<BinlogFileName> firstFile;
    private final Optional<BinlogFileName> lastFile;
    private final OptionalLong bytes;

    private MissingPart(
            String gtids, Optional<BinlogFileName> firstFile, Optional<BinlogFileName> lastFile, OptionalLong bytes) {
        this.gtids = gtids;
        this.firstFile = firstFile;
        this.lastFile = lastFile;
        this.bytes = bytes;
    }

    /**
     * The missing transactions by name.
     *
     * @param gtids in the server's notation, as it gave it; it is not looked into
     * @throws IllegalArgumentException if it is empty or has anything but visible ASCII characters and white space
     */
    public static MissingPart ofGtids(String gtids) {
        return new MissingPart(GtidText.require(gtids), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    /**
     * All of these files, or parts of them; how many bytes is unknown.
     *
     * @throws IllegalArgumentException if the last does not follow the first, or is not the first
     */
    public static MissingPart ofFiles(BinlogFileName first, BinlogFileName last) {
        OffsetOrder order = first.orderTo(last);
        if (order != OffsetOrder.BEFORE && order != OffsetOrder.EQUAL) {
            throw new IllegalArgumentException("files are not in order: " + first + " and " + last);
        }
        return new MissingPart("", Optional.of(first), Optional.of(last), OptionalLong.empty());
    }

    /**
     * @param missingBytes how much of the files is missing
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if this does not name files
     */
    public MissingPart withBytes(long missingBytes) {
        if (missingBytes < 0) {
            throw new IllegalArgumentException("bytes are negative: " + missingBytes);
        }
        if (!firstFile.isPresent()) {
            throw new IllegalStateException("bytes without files");
        }
        return new MissingPart(gtids, firstFile, lastFile, OptionalLong.of(missingBytes));
    }

    /** Whether it is proven that nothing is missing. */
    public boolean isNothing() {
        return equals(NOTHING);
    }

    /** Whether anything is known of it; to know that it is nothing is to know something. */
    public boolean isKnown() {
        return !equals(UNKNOWN);
    }

    /** The missing transactions in the server's notation. */
    public Optional<String> gtids() {
        return gtids.isEmpty() ? Optional.empty() : Optional.of(gtids);
    }

    /** The first file of which something is missing. */
    public Optional<BinlogFileName> firstFile() {
        return firstFile;
    }

    /** The last file of which something is missing. */
    public Optional<BinlogFileName> lastFile() {
        return lastFile;
    }

    /** How much of the files is missing; empty when unknown. */
    public OptionalLong bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof MissingPart)) {
            return false;
        }
        MissingPart that = (MissingPart) other;
        return gtids.equals(that.gtids)
                && firstFile.equals(that.firstFile)
                && lastFile.equals(that.lastFile)
                && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(gtids, firstFile, lastFile, bytes);
    }

    /** For messages; a long set is cut. */
    @Override
    public String toString() {
        if (!gtids.isEmpty()) {
            return "gtids=" + Excerpt.of(gtids);
        }
        if (!firstFile.isPresent()) {
            return isNothing() ? "nothing" : "unknown";
        }
        String size = bytes.isPresent() ? String.valueOf(bytes.getAsLong()) : "unknown";
        return firstFile.get() + ".." + lastFile.get() + "[bytes=" + size + "]";
    }
}
