package io.github.lockkeeper.recovery;

import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fallback.FallbackCase;
import io.github.lockkeeper.fallback.FallbackDecision;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.StartPoint;
import java.io.IOException;

/** Finds the place that a decision names, on the server that it was made for. */
final class Target {

    private final FallbackCase seen;
    private final StartPoint wanted;
    private final Candidate here;

    Target(FallbackCase seen, FallbackDecision decision, Candidate here) {
        this.seen = seen;
        this.wanted = decision.target();
        this.here = here;
    }

    ResumePoint find() throws IOException {
        BinlogOffset place = place();
        SourceCursor cursor = SourceCursor.of(place, seen.here().identity(), here.address())
                .withExtras(seen.cursor().extras());
        boolean byGtid = wanted.kind() == StartPoint.Kind.GTIDS;
        return (byGtid ? ResumePoint.byGtid(cursor) : ResumePoint.byCoordinates(cursor)).asMove(false);
    }

    private BinlogOffset place() throws IOException {
        switch (wanted.kind()) {
            case GTIDS:
                // The coordinates are of the old place: they are not used, and the first event brings new ones.
                return seen.cursor().offset().withGtids(wanted.gtids()).withFileCreatedSeconds(0);
            case COORDINATES:
                return place(here, wanted.coordinates().orElseThrow(IllegalStateException::new));
            case TIMESTAMP:
                return here.search().find(wanted.timestampSeconds().orElseThrow(IllegalStateException::new));
            default:
                return here.server().end().orElseThrow(() -> new IOException("the server writes no binlog"));
        }
    }

    /** Coordinates that are there, with the GTIDs in front of them and the creation of their file. */
    static BinlogOffset place(Candidate here, BinlogCoordinates at) throws IOException {
        BinlogOffset offset = BinlogOffset.of(at).withGtids(here.server().gtidsBefore(at));
        long created = here.search().created(at.file());
        return offset.withFileCreatedSeconds(created).withTimestampSeconds(created);
    }
}
