package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;

/** Places and servers, short enough for the cell of a table. */
final class PlaceText {
    static final String UNKNOWN = "unknown";

    /** A whole UUID with its intervals fits in. */
    private static final int MAX_GTID_CHARS = 48;
    /** UUIDs of servers hardly ever agree in so many; the whole one is in the JSON. */
    private static final int MAX_UUID_CHARS = 11;

    private PlaceText() {
    }

    static String cut(Gtids gtids) {
        return gtids.isPresent() ? Shown.cut(gtids.toString(), MAX_GTID_CHARS) : "none";
    }

    static String cut(ServerIdentity identity) {
        if (!identity.isKnown()) {
            return UNKNOWN;
        }
        String id = identity.serverId() == 0 ? "" : String.valueOf(identity.serverId());
        return (id + " " + Shown.cut(identity.serverUuid(), MAX_UUID_CHARS)).trim();
    }

    /** What is known of it, the most exact first. */
    static String cut(GapEnd end, Moments moments) {
        if (end.offset().isPresent()) {
            return end.offset().get().coordinates().toString();
        }
        return end.gtids().isPresent() ? cut(end.gtids()) : moments.ofSeconds(end.timestampSeconds());
    }

    static String cut(MissingPart missing) {
        return Shown.cut(whole(missing), MAX_GTID_CHARS);
    }

    static String whole(MissingPart missing) {
        if (!missing.firstFile().isPresent()) {
            return missing.gtids().orElse(missing.isNothing() ? "nothing" : UNKNOWN);
        }
        String first = missing.firstFile().get().toString();
        String last = missing.lastFile().get().toString();
        String files = first.equals(last) ? first : first + " to " + last;
        return files + ", " + (missing.bytes().isPresent() ? missing.bytes().getAsLong() + " bytes" : "bytes unknown");
    }
}
