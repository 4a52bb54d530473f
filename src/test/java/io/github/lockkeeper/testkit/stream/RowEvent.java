package io.github.lockkeeper.testkit.stream;

import io.github.lockkeeper.testkit.row.RowChange;

/**
 * A row's change as it was delivered, with what its entry's header says of its origin.
 *
 * @param payload the column of that name, "" where there is none
 * @param source  what the header's property {@code source} says, "" where there is none
 */
public record RowEvent(RowChange change, String payload, Origin origin, String source) {

    /** Where in which server's binlog an entry begins. */
    public record Origin(long serverId, String file, long offset) {

        @Override
        public String toString() {
            return file + ":" + offset + "@" + serverId;
        }
    }

    @Override
    public String toString() {
        return change + " at " + origin;
    }
}
