package io.github.lockkeeper.testkit.stream;

import io.github.lockkeeper.testkit.stream.RowEvent.Origin;

/** A DDL as it was delivered. */
public record DdlEvent(String schema, String table, String sql, Origin origin) {
}
