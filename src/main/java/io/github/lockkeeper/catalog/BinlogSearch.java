package io.github.lockkeeper.catalog;

import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import java.io.IOException;

/** Looks into a server's binlogs, by short dumps. */
public interface BinlogSearch {

    /**
     * Behind the last transaction in front of the first event at or after a time; the beginning of the oldest file if
     * all are younger, the end of the binlog if all is older. Opens as many files as a binary search needs.
     *
     * @param seconds unix seconds
     */
    BinlogOffset find(long seconds) throws IOException;

    /** When a file that is there was created, unix seconds by the server's clock. */
    long created(BinlogFileName file) throws IOException;
}
