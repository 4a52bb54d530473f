package io.github.lockkeeper.fallback;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.CatalogLookup;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.GtidSet;
import java.util.Objects;
import java.util.Optional;

/** A source that cannot resume: all that the policies decide by. Immutable. */
public final class FallbackCase {

    private final SourceCursor cursor;
    private final Fault fault;
    private final BinlogCatalog here;
    private final Optional<BinlogCatalog> standby;
    private final boolean gtidsAllowed;
    private final long marginSeconds;

    private FallbackCase(SourceCursor cursor, Fault fault, BinlogCatalog here, Optional<BinlogCatalog> standby,
            boolean gtidsAllowed, long marginSeconds) {
        this.cursor = Objects.requireNonNull(cursor, "cursor");
        this.fault = Objects.requireNonNull(fault, "fault");
        this.here = Objects.requireNonNull(here, "here");
        this.standby = Objects.requireNonNull(standby, "standby");
        this.gtidsAllowed = gtidsAllowed;
        this.marginSeconds = marginSeconds;
    }

    /**
     * @param cursor        where the source stands
     * @param fault         why it cannot go on from there
     * @param here          what the server has that answers
     * @param gtidsAllowed  false where the user turned GTIDs off
     * @param marginSeconds how far to go back where a place is found by time
     */
    public static FallbackCase of(
            SourceCursor cursor, Fault fault, BinlogCatalog here, boolean gtidsAllowed, long marginSeconds) {
        return new FallbackCase(cursor, fault, here, Optional.empty(), gtidsAllowed, marginSeconds);
    }

    /** @param other what the configured standby has; only where another server than the one that answers is configured */
    public FallbackCase withStandby(BinlogCatalog other) {
        return new FallbackCase(cursor, fault, here, Optional.of(other), gtidsAllowed, marginSeconds);
    }

    public SourceCursor cursor() {
        return cursor;
    }

    public Fault fault() {
        return fault;
    }

    public BinlogCatalog here() {
        return here;
    }

    public Optional<BinlogCatalog> standby() {
        return standby;
    }

    /**
     * The delivered GTIDs, where they mean the same on a server as when they were delivered. After a reset or a
     * restore the same server gives the same numbers to other transactions (I9); an empty set tells nothing of where
     * the source stood.
     */
    Optional<GtidSet> provenGtids() {
        if (!gtidsAllowed || fault.kind() == FaultKind.REWOUND) {
            return Optional.empty();
        }
        return cursor.offset().gtids().set().filter(set -> !set.isEmpty());
    }

    /** What was delivered and the server that answers has never executed. */
    GtidSet surplus() {
        return gtidsAllowed ? new CatalogLookup(here).notExecuted(cursor.offset()) : GtidSet.EMPTY;
    }

    /** The time to search for on a server without a common history, unix seconds; 0 or less if none is known. */
    long wantedSeconds(BinlogCatalog server) {
        long last = cursor.offset().timestampSeconds();
        return last == 0 ? 0 : last - marginSeconds - server.clockDifferenceSeconds();
    }
}
