package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.canal.meta.HostCursor;
import io.github.lockkeeper.config.StartMode;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;

/** What the journal says of a source's first cursor. */
final class StartDecisions {

    private StartDecisions() {
    }

    /** @param beforeOldest whether a time was wanted that no binlog reaches back to */
    static GapDecision first(StartMode mode, boolean beforeOldest, long nowMillis) {
        GapCause cause = GapCause.of("FIRST_START", 0, beforeOldest
                ? "the configured time lies before the oldest binlog" : "the source had no cursor");
        return beforeOldest
                ? GapDecision.of(GapKind.START, cause, "earliest", Certainty.POSSIBLE, nowMillis)
                : GapDecision.of(GapKind.START, cause, mode.toString(), Certainty.EXACT, nowMillis)
                        .withMissing(MissingPart.NOTHING);
    }

    /** @param exact whether Canal's cursor was this source's own */
    static GapDecision adopted(HostCursor host, boolean exact, long marginSeconds, long nowMillis) {
        if (exact) {
            GapCause cause = GapCause.of("HOST_CURSOR", 0, "Canal's own cursor is of this source");
            return GapDecision.of(GapKind.ADOPTED, cause, "host-cursor", Certainty.EXACT, nowMillis)
                    .withFrom(GapEnd.of(BinlogOffset.of(host.eventStart()))).withMissing(MissingPart.NOTHING);
        }
        GapCause cause = GapCause.of("HOST_CURSOR", 0, "Canal's own cursor is of another source: its time minus "
                + marginSeconds + " s");
        return GapDecision.of(GapKind.ADOPTED, cause, "timestamp", Certainty.POSSIBLE, nowMillis)
                .withFrom(GapEnd.of(Gtids.none(), Math.max(0, host.timestampMillis() / 1000)));
    }
}
