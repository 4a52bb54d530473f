package io.github.lockkeeper.testkit.row;

/**
 * One change of one row. Each insert and update gives the row a version of its own, counting up over deletions; a
 * delete carries the version that it removes. So key, version and kind name the change, and {@link #rank()} orders the
 * changes of one key.
 */
public record RowChange(RowKey key, long version, Kind kind) {

    /** What happened to the row. */
    public enum Kind { INSERT, UPDATE, DELETE }

    /** Strictly ascending in the order in which a key's changes were committed. */
    public long rank() {
        return 2 * version + (kind == Kind.DELETE ? 1 : 0);
    }

    /** What the column {@code payload} of this version holds: tells a shifted or misread column from a right one. */
    public String payload() {
        return key.table() + "/" + key.id() + "/" + version;
    }

    @Override
    public String toString() {
        return kind + " " + key + " v" + version;
    }
}
