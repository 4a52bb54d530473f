package io.github.lockkeeper.fallback;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.BinlogFile;
import io.github.lockkeeper.catalog.CatalogLookup;
import io.github.lockkeeper.catalog.CatalogVerdict;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import java.util.Optional;

/** Says whether a cursor can resume on a server, and if not, why: by what the server has and what it last said. */
public final class Diagnosis {

    private final BinlogCatalog server;
    private final CatalogLookup lookup;

    public Diagnosis(BinlogCatalog server) {
        this.server = server;
        this.lookup = new CatalogLookup(server);
    }

    /**
     * @param byGtid whether the dump would be asked for by GTID set: file names do not matter then. Not for a server
     *               with a {@linkplain BinlogCatalog#hasHole() hole}
     * @param last   what ended the last attempt from this cursor, if it was a fault that a plain retry does not mend
     * @return why the cursor cannot be used; empty if it can
     */
    public Optional<Fault> of(SourceCursor cursor, boolean byGtid, Optional<Fault> last) {
        CatalogVerdict verdict = lookup.judge(cursor.offset(), cursor.identity());
        switch (verdict) {
            case NOT_LOGGING:
                return fault(FaultKind.BINLOG_OFF, "the server writes no binlog");
            case ANOTHER_SERVER:
                return Optional.of(anotherServer(cursor));
            case HISTORY_LOST:
                return fault(FaultKind.REWOUND, "the server has not executed what was delivered: ["
                        + lookup.notExecuted(cursor.offset()) + "]");
            case ABOVE:
                return fault(FaultKind.REWOUND, at(cursor) + " lies behind the end of what the server has: " + newest());
            default:
                return inOwnHistory(cursor, verdict, byGtid, last);
        }
    }

    private Optional<Fault> inOwnHistory(
            SourceCursor cursor, CatalogVerdict verdict, boolean byGtid, Optional<Fault> last) {
        if (byGtid) {
            GtidSet purged = lookup.purgedBeyond(cursor.offset().gtids().set().orElse(GtidSet.EMPTY));
            if (!purged.isEmpty()) {
                return fault(FaultKind.GTIDS_PURGED, "purged and not delivered: [" + purged + "]");
            }
        } else if (verdict == CatalogVerdict.BELOW && !notPurged(cursor).isEmpty()) {
            return fault(FaultKind.REWOUND, at(cursor) + " is purged, but the server still has what was delivered before: ["
                    + notPurged(cursor) + "]; it gave these numbers again");
        } else if (verdict != CatalogVerdict.IN_RANGE) {
            return fault(FaultKind.BINLOG_PURGED, at(cursor) + " is not there any more (" + verdict + "): the server has "
                    + server);
        }
        return last.filter(fault -> isBelievable(fault, cursor, byGtid));
    }

    /**
     * The server refused to send from a place that it lists. Of a reset only the stream tells. A missing file is
     * believed where the cursor stands at the end of its own: then it is the next one, which the server's index does
     * not have right. Else the place is there, and is tried again.
     */
    private boolean isBelievable(Fault last, SourceCursor cursor, boolean byGtid) {
        switch (last.kind()) {
            case REWOUND:
            case DIVERGED:
                return true;
            case BINLOG_PURGED:
                return !byGtid && isAtEndOfFile(cursor.offset().coordinates());
            default:
                return false;
        }
    }

    private boolean isAtEndOfFile(BinlogCoordinates at) {
        return server.file(at.file()).map(file -> at.position() >= file.size()).orElse(false)
                && server.nextAfter(at.file()).isPresent();
    }

    /**
     * All that was delivered stands in front of the cursor, in files that are purged, so it has to count as purged. What
     * does not was executed since, under a number that a reset had made free (I9).
     */
    private GtidSet notPurged(SourceCursor cursor) {
        return server.executed().isPresent()
                ? cursor.offset().gtids().set().orElse(GtidSet.EMPTY).subtract(server.purged()) : GtidSet.EMPTY;
    }

    private Fault anotherServer(SourceCursor cursor) {
        GtidSet extra = lookup.notExecuted(cursor.offset());
        String who = at(cursor) + " belongs to " + cursor.identity() + " at " + cursor.address() + ", but "
                + server.identity() + " answers";
        return extra.isEmpty() ? Fault.of(FaultKind.FOREIGN_SERVER, who)
                : Fault.of(FaultKind.DIVERGED, who + ", which has not executed what was delivered: [" + extra + "]");
    }

    private static String at(SourceCursor cursor) {
        Gtids gtids = cursor.offset().gtids();
        return "the cursor " + cursor.offset().coordinates() + (gtids.isPresent() ? " [" + gtids + "]" : "");
    }

    private String newest() {
        return server.newest().map(BinlogFile::toString).orElse("nothing");
    }

    private static Optional<Fault> fault(FaultKind kind, String detail) {
        return Optional.of(Fault.of(kind, detail));
    }
}
