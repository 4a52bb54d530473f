package io.github.lockkeeper.recovery;

import io.github.lockkeeper.cursor.SourceCursor;
import java.util.Objects;

/** Where and how the next dump of a source starts. Immutable. */
public final class ResumePoint {

    private final SourceCursor cursor;
    private final boolean byGtid;
    private final boolean moved;

    private ResumePoint(SourceCursor cursor, boolean byGtid, boolean moved) {
        this.cursor = Objects.requireNonNull(cursor, "cursor");
        this.byGtid = byGtid;
        this.moved = moved;
    }

    public static ResumePoint byCoordinates(SourceCursor cursor) {
        return new ResumePoint(cursor, false, false);
    }

    /** The server is asked for all that the cursor's GTID set lacks. */
    public static ResumePoint byGtid(SourceCursor cursor) {
        return new ResumePoint(cursor, true, false);
    }

    /** This point, decided by a policy: it is not where the source stood. */
    public ResumePoint asMove() {
        return new ResumePoint(cursor, byGtid, true);
    }

    public SourceCursor cursor() {
        return cursor;
    }

    public boolean isByGtid() {
        return byGtid;
    }

    /**
     * Whether the cursor's coordinates become the source's once the server sends from there: a policy moved it to them.
     * A move by GTID has none until the first event.
     */
    public boolean hasNewCoordinates() {
        return moved && !byGtid;
    }

    @Override
    public String toString() {
        return cursor.offset() + (byGtid ? " by GTID" : " by coordinates");
    }
}
