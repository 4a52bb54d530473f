package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.protocol.position.EntryPosition;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.recovery.ResumePoint;

/** Our places in the host's terms. */
final class EntryPositions {

    private EntryPositions() {
    }

    static EntryPosition of(ResumePoint point) {
        SourceCursor cursor = point.cursor();
        BinlogOffset offset = cursor.offset();
        // The host's table meta history is rolled to this time, and refuses to be rolled to none.
        long seconds = offset.timestampSeconds() > 0 ? offset.timestampSeconds() : offset.fileCreatedSeconds();
        long millis = seconds > 0 ? seconds * 1000 : System.currentTimeMillis();
        EntryPosition position = new EntryPosition(offset.coordinates().file().toString(),
                offset.coordinates().position(), millis, cursor.identity().serverId());
        if (point.isByGtid()) {
            position.setGtid(offset.gtids().toString());
        }
        return position;
    }
}
