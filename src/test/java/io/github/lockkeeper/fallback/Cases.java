package io.github.lockkeeper.fallback;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;

/** Sources that cannot resume. */
final class Cases {

    static final String UUID = Catalogs.UUID;
    static final long LAST = 1_795_340_000L;
    static final long MARGIN = 60;

    private Cases() {
    }

    /** Of {@link Catalogs#SERVER}. */
    static SourceCursor cursor(String coordinates, String gtids) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.parse(coordinates)).withGtids(Gtids.parse(gtids))
                .withTimestampSeconds(LAST).withFileCreatedSeconds(LAST - 1000);
        return SourceCursor.of(offset, Catalogs.SERVER, "old:3306");
    }

    static FallbackCase of(FaultKind fault, SourceCursor cursor, BinlogCatalog here) {
        return FallbackCase.of(cursor, Fault.of(fault, "test"), here, true, MARGIN);
    }
}
