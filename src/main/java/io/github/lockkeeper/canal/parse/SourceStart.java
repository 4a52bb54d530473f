package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.protocol.position.EntryPosition;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogOffset;

/** Where and how the next dump of a source starts. Immutable. */
final class SourceStart {

    private final SourceCursor cursor;
    private final boolean byGtid;

    private SourceStart(SourceCursor cursor, boolean byGtid) {
        this.cursor = cursor;
        this.byGtid = byGtid;
    }

    static SourceStart byCoordinates(SourceCursor cursor) {
        return new SourceStart(cursor, false);
    }

    /** The server is asked for all that the cursor's GTID set lacks. */
    static SourceStart byGtid(SourceCursor cursor) {
        return new SourceStart(cursor, true);
    }

    SourceCursor cursor() {
        return cursor;
    }

    boolean isByGtid() {
        return byGtid;
    }

    /** In the host's terms. */
    EntryPosition toEntryPosition() {
        BinlogOffset offset = cursor.offset();
        // The host's table meta history is rolled to this time, and refuses to be rolled to none.
        long seconds = offset.timestampSeconds() > 0 ? offset.timestampSeconds() : offset.fileCreatedSeconds();
        long millis = seconds > 0 ? seconds * 1000 : System.currentTimeMillis();
        EntryPosition position = new EntryPosition(offset.coordinates().file().toString(),
                offset.coordinates().position(), millis, cursor.identity().serverId());
        if (byGtid) {
            position.setGtid(offset.gtids().toString());
        }
        return position;
    }

    @Override
    public String toString() {
        return cursor.offset() + (byGtid ? " by GTID" : " by coordinates");
    }
}
