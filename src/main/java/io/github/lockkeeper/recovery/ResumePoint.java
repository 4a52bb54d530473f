package io.github.lockkeeper.recovery;

import io.github.lockkeeper.cursor.SourceCursor;
import java.util.Objects;

/** Where and how the next dump of a source starts. Immutable. */
public final class ResumePoint {

    private final SourceCursor cursor;
    private final boolean byGtid;
    private final boolean moved;
    private final boolean overGap;
    private final boolean again;

    private ResumePoint(SourceCursor cursor, boolean byGtid, boolean moved, boolean overGap, boolean again) {
        this.cursor = Objects.requireNonNull(cursor, "cursor");
        this.byGtid = byGtid;
        this.moved = moved;
        this.overGap = overGap;
        this.again = again;
    }

    public static ResumePoint byCoordinates(SourceCursor cursor) {
        return new ResumePoint(cursor, false, false, false, false);
    }

    /** The server is asked for all that the cursor's GTID set lacks. */
    public static ResumePoint byGtid(SourceCursor cursor) {
        return new ResumePoint(cursor, true, false, false, false);
    }

    /**
     * This point, decided by a policy: it is not where the source stood.
     *
     * @param mayMiss whether something may lie between there and here that is not delivered
     */
    public ResumePoint asMove(boolean mayMiss) {
        return new ResumePoint(cursor, byGtid, true, mayMiss, false);
    }

    /** This point, in front of where the source stands, which could go on from there: what lies between is sent again. */
    public ResumePoint asReplay() {
        return new ResumePoint(cursor, byGtid, true, false, true);
    }

    /** Whether the source goes back though it need not: until it has, it stands where it stood. */
    public boolean isReplay() {
        return again;
    }

    /** Whether something may be missing in front of it: rows, and also what altered tables. */
    public boolean isOverGap() {
        return overGap;
    }

    public SourceCursor cursor() {
        return cursor;
    }

    public boolean isByGtid() {
        return byGtid;
    }

    /** Whether a policy or a person moved the source here: it is not where it stood. */
    public boolean isMove() {
        return moved;
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
