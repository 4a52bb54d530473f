package io.github.lockkeeper.testkit.oracle;

import io.github.lockkeeper.testkit.row.RowKey;

/** A row whose final versions differ; null where there is no such row. */
public record Difference(RowKey key, Long held, Long source) {

    @Override
    public String toString() {
        return key + " " + text(held) + " instead of " + text(source);
    }

    private static String text(Long version) {
        return version == null ? "no row" : "v" + version;
    }
}
