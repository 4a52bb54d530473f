package io.github.lockkeeper.testkit.load;

import io.github.lockkeeper.testkit.row.RowChange;
import java.time.Instant;

/** A change that was committed at a source; {@code committed} is when the commit had returned, by this JVM's clock. */
public record LedgerEntry(String source, RowChange change, Instant committed) {

    @Override
    public String toString() {
        return change + " in " + source + " committed " + committed;
    }
}
