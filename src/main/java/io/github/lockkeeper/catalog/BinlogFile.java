package io.github.lockkeeper.catalog;

import io.github.lockkeeper.position.BinlogFileName;
import java.util.Objects;

/** A binlog as the server lists it. Immutable. */
public final class BinlogFile {

    private final BinlogFileName name;
    private final long size;

    private BinlogFile(BinlogFileName name, long size) {
        this.name = Objects.requireNonNull(name, "name");
        this.size = size;
    }

    /**
     * @param size bytes; 0 for a file that is in the server's index and not on its disk
     * @throws IllegalArgumentException if it is negative
     */
    public static BinlogFile of(BinlogFileName name, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("size is negative: " + size);
        }
        return new BinlogFile(name, size);
    }

    public BinlogFileName name() {
        return name;
    }

    /** Bytes when it was listed; the newest file grows. */
    public long size() {
        return size;
    }

    /** Whether it can be read: one that was removed with {@code rm} stays in the index, with size 0. */
    public boolean isOnDisk() {
        return size > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinlogFile && name.equals(((BinlogFile) other).name) && size == ((BinlogFile) other).size;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, size);
    }

    @Override
    public String toString() {
        return name + "(" + size + ")";
    }
}
