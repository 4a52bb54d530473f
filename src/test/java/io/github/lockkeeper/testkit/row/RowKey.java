package io.github.lockkeeper.testkit.row;

/** One row, over its whole life: also when it is deleted and comes back. */
public record RowKey(String schema, String table, String id) {

    /** Tables that a test's filter is meant to drop. */
    public static final String FILTERED_PREFIX = "filtered_";

    public boolean isFiltered() {
        return table.startsWith(FILTERED_PREFIX);
    }

    @Override
    public String toString() {
        return schema + "." + table + "#" + id;
    }
}
