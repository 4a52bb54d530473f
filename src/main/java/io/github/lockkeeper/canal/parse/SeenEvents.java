package io.github.lockkeeper.canal.parse;

import com.taobao.tddl.dbsync.binlog.event.LogHeader;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many events of an attempt were looked at, and where the last one stood. Written for every event, by one thread:
 * without a fence, and without holding on to the event, which would cost more than the rest. Others read what was so a
 * moment ago.
 */
final class SeenEvents {

    private final AtomicLong count = new AtomicLong();
    private long seen;
    private String file;
    private long end;
    private long length;
    private int type;

    void add(LogHeader header) {
        String name = header.getLogFileName();
        if (name != file) {
            file = name;
        }
        end = header.getLogPos();
        length = header.getEventLen();
        type = header.getType();
        count.lazySet(++seen);
    }

    /** Grows while the dump delivers. */
    long count() {
        return count.get();
    }

    /** Where the last one began, for messages; empty if there was none, or it stands nowhere. */
    Optional<String> last() {
        return count() == 0 || end == 0 ? Optional.empty()
                : Optional.of(file + ":" + (end - length) + " (event type " + type + ")");
    }
}
