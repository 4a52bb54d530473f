package io.github.lockkeeper.position;

import java.util.Objects;

/** A byte position in a binlog file: {@code mysql-bin.000123:4567}. */
public final class BinlogCoordinates {
    /** Every binlog file opens with four magic bytes; the first event starts behind them. */
    public static final long FIRST_POSITION = 4;

    private final BinlogFileName file;
    private final long position;

    private BinlogCoordinates(BinlogFileName file, long position) {
        this.file = Objects.requireNonNull(file, "file");
        this.position = position;
    }

    /**
     * @param position in bytes from the file's start, {@value #FIRST_POSITION} or more
     * @throws IllegalArgumentException if the position is smaller
     */
    public static BinlogCoordinates of(BinlogFileName file, long position) {
        if (position < FIRST_POSITION) {
            throw new IllegalArgumentException("not a position in " + file + ": " + position
                    + "; the first event of a binlog file is at " + FIRST_POSITION);
        }
        return new BinlogCoordinates(file, position);
    }

    /** As {@link #of(BinlogFileName, long)}, with the file's name as text. */
    public static BinlogCoordinates of(String file, long position) {
        return of(BinlogFileName.parse(file), position);
    }

    /**
     * Reads {@code file:position}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static BinlogCoordinates parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw malformed(text);
        }
        long position = Digits.parse(text.substring(colon + 1)).orElseThrow(() -> malformed(text));
        return of(text.substring(0, colon), position);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("not binlog coordinates: " + Excerpt.of(text)
                + "; expected file and position like 'mysql-bin.000123:4567'");
    }

    public BinlogFileName file() {
        return file;
    }

    /** In bytes from the file's start, {@value #FIRST_POSITION} or more. */
    public long position() {
        return position;
    }

    /** By file, then by position; incomparable when the files' bases differ. Says nothing across servers. */
    public OffsetOrder orderTo(BinlogCoordinates other) {
        OffsetOrder byFile = file.orderTo(other.file);
        if (byFile != OffsetOrder.EQUAL) {
            return byFile;
        }
        return OffsetOrder.ofComparison(Long.compare(position, other.position));
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof BinlogCoordinates)) {
            return false;
        }
        BinlogCoordinates that = (BinlogCoordinates) other;
        return position == that.position && file.equals(that.file);
    }

    @Override
    public int hashCode() {
        return 31 * file.hashCode() + Long.hashCode(position);
    }

    @Override
    public String toString() {
        return file + ":" + position;
    }
}
