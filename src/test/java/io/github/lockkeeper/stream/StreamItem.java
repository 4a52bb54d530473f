package io.github.lockkeeper.stream;

import java.util.List;

/** What a server may write into its binlog, or send on its own. */
sealed interface StreamItem {

    /**
     * BEGIN, and so on.
     *
     * @param rows   in between, of this many bytes each
     * @param inside statements among the rows
     * @param end    XID, COMMIT or ROLLBACK
     */
    record Transaction(List<Long> rows, List<String> inside, String end) implements StreamItem {
    }

    /** A statement that is a transaction of its own. */
    record Statement(String sql) implements StreamItem {
    }

    /** XA START … XA END, XA PREPARE. */
    record XaPrepared(int rows) implements StreamItem {
    }

    /** The server is idle, perhaps behind events that it did not send. */
    record Heartbeat(long skipped) implements StreamItem {
    }

    record Rotate() implements StreamItem {
    }

    /** The server crashes inside a transaction, and starts a new file. */
    record Torn(int rows) implements StreamItem {
    }
}
