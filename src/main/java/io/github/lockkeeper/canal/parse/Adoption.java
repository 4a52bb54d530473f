package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.canal.meta.HostCursor;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Where the sources start when the destination ran a stock template before. Its one cursor names one source, which
 * resumes exactly behind what was acknowledged; the others resume by its time minus a margin, since nobody knows how
 * far they had come: too early means replay, too late would mean loss.
 */
final class Adoption {

    private final HostCursor host;
    private final long marginSeconds;
    private final GtidMode gtidMode;

    /** @param marginSeconds {@code canal.instance.fallbackIntervalInSeconds} */
    Adoption(HostCursor host, long marginSeconds, GtidMode gtidMode) {
        this.host = host;
        this.marginSeconds = marginSeconds;
        this.gtidMode = gtidMode;
    }

    boolean isExactFor(InetSocketAddress source) {
        return host.isOf(source);
    }

    SourceCursor decide(InetSocketAddress source, String address, BinlogServer server, TimeSearch search)
            throws IOException {
        ServerIdentity identity = server.identity();
        BinlogOffset offset = isExactFor(source) ? exact(server) : search.find(wantedSeconds());
        return SourceCursor.of(offset, identity, address);
    }

    private BinlogOffset exact(BinlogServer server) throws IOException {
        // What is purged goes through the policies, from where the event began: whether it ended anything nobody knows.
        BinlogCoordinates behind = server.files().contains(host.eventStart().file())
                ? server.behindDelivered(host.eventStart()) : host.eventStart();
        BinlogOffset offset = BinlogOffset.of(behind).withTimestampSeconds(host.timestampMillis() / 1000);
        // Outside its GTID mode the host keeps no set, and the set of the place is found in the binlog later.
        return gtidMode == GtidMode.OFF || host.gtids().isEmpty() || !server.hasGtids()
                ? offset : offset.withGtids(set(host.gtids()));
    }

    /** The host's text may be of a kind that is no set; then the place is found by its coordinates alone. */
    private static Gtids set(String text) {
        try {
            return Gtids.of(GtidSet.parse(text));
        } catch (IllegalArgumentException e) {
            return Gtids.none();
        }
    }

    /** Without a time the oldest binlog is the only safe place. */
    private long wantedSeconds() {
        return Math.max(1, host.timestampMillis() / 1000 - marginSeconds);
    }
}
