package io.github.lockkeeper.canal.sink;

import com.alibaba.otter.canal.protocol.CanalEntry;
import io.github.lockkeeper.position.BinlogOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Carries the boundaries of one attempt from where the raw events are read to where their entries arrive, which in
 * parallel mode is another thread, some events later. Each boundary has exactly one entry, with the same file and
 * end offset: a transaction's end, a DDL, or an entry without data that the parser made up for it.
 *
 * <p>Written by one thread, read by one thread.
 */
public final class Boundaries {

    private final Queue<BinlogOffset> pending = new ConcurrentLinkedQueue<>();

    /** A boundary was read; its entry follows behind. */
    public void add(BinlogOffset boundary) {
        pending.add(boundary);
    }

    /** The last boundary that one of these entries is the carrier of. */
    Optional<BinlogOffset> lastIn(List<CanalEntry.Entry> entries) {
        BinlogOffset last = null;
        for (CanalEntry.Entry entry : entries) {
            BinlogOffset next = pending.peek();
            if (next == null) {
                break;
            }
            if (isCarrier(entry.getHeader(), next)) {
                last = pending.poll();
            }
        }
        return Optional.ofNullable(last);
    }

    /**
     * The host's headers hold where an event starts. The file's name is not compared: on MariaDB a later host may
     * name an older one, and between two boundaries of a stream no offset comes twice.
     */
    private static boolean isCarrier(CanalEntry.Header header, BinlogOffset boundary) {
        return header.getLogfileOffset() + header.getEventLength() == boundary.coordinates().position();
    }
}
