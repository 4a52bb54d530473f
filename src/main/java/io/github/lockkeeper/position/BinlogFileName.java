package io.github.lockkeeper.position;

/**
 * The name of a binlog file: a base and a sequence number, such as {@code mysql-bin.000123}. The number is compared
 * as a number, because its text grows wider: {@code .1000000} follows {@code .999999}. Names with the same base and
 * number are equal, however many zeros they were written with.
 */
public final class BinlogFileName {
    private final String text;
    private final String base;
    private final long sequence;

    private BinlogFileName(String text, String base, long sequence) {
        this.text = text;
        this.base = base;
        this.sequence = sequence;
    }

    /**
     * Splits at the last dot: the base may contain dots itself.
     *
     * @throws IllegalArgumentException if the text does not end in a dot and digits, or if the base is empty or has
     *         control characters
     */
    public static BinlogFileName parse(String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 1 || text.chars().anyMatch(Character::isISOControl)) {
            throw malformed(text);
        }
        long sequence = Digits.parse(text.substring(dot + 1)).orElseThrow(() -> malformed(text));
        return new BinlogFileName(text, text.substring(0, dot), sequence);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "not a binlog file name: " + Excerpt.of(text) + "; expected one like 'mysql-bin.000123'");
    }

    /** What stands before the last dot, {@code mysql-bin} for instance. */
    public String base() {
        return base;
    }

    /** The number behind the last dot, 0 or more. */
    public long sequence() {
        return sequence;
    }

    /** Where this file stands relative to the other; incomparable when the bases differ (renamed, or another server). */
    public OffsetOrder orderTo(BinlogFileName other) {
        if (!base.equals(other.base)) {
            return OffsetOrder.INCOMPARABLE;
        }
        return OffsetOrder.ofComparison(Long.compare(sequence, other.sequence));
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof BinlogFileName)) {
            return false;
        }
        BinlogFileName that = (BinlogFileName) other;
        return sequence == that.sequence && base.equals(that.base);
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + Long.hashCode(sequence);
    }

    /** The name as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
