package io.github.lockkeeper.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The invariants of the cursor that rest on the stream, one by one; the details are in the tests beside this. */
@DisplayName("Invariants of the stream")
class StreamInvariantsTest {

    private final Feed feed = Feed.from(BinlogOffset.of(BinlogCoordinates.of(Feed.FILE, 1000))
            .withGtids(Gtids.parse(Feed.UUID + ":1-5"))).opens();

    @Test
    @DisplayName("I1: no boundary inside BEGIN … END, whatever stands there")
    void inside() {
        // BoundaryScanner.query: `inTransaction ||`; heartbeat: `inTransaction ||`; rotate: `|| inTransaction`.
        feed.query("BEGIN");
        assertThat(feed.query("CREATE TEMPORARY TABLE x (a INT)")).isEmpty();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 10)).isEmpty();
        assertThat(feed.scanner().rotate(Feed.FILE, feed.end(), false)).isEmpty();
        feed.rows();
        assertThat(feed.xid()).isPresent();
    }

    @Test
    @DisplayName("I1: artificial events are no positions")
    void artificial() {
        // BoundaryScanner.rotate: `artificial ||`.
        assertThat(feed.scanner().rotate(Feed.FILE, 1000, true)).isEmpty();
        assertThat(feed.scanner().rotate(Feed.NEXT_FILE, 4, true)).isEmpty();
    }

    @Test
    @DisplayName("I2: a boundary is where the next event starts: no END without its BEGIN comes after it, no DDL twice")
    void endOffsets() {
        // BoundaryScanner.ended: `offset(end)`.
        BinlogOffset transaction = feed.transaction().orElseThrow();
        assertThat(transaction.coordinates().position()).as("the end of its XID").isEqualTo(feed.end());
        BinlogOffset ddl = feed.query("CREATE DATABASE d").orElseThrow();
        assertThat(ddl.coordinates().position()).as("behind the DDL").isEqualTo(feed.end());
    }

    @Test
    @DisplayName("I11: a set grows by the GTIDs that have passed, and by a GTID only with the end of its transaction")
    void grows() {
        // BoundaryScanner.ended: `gtids.commit()`.
        feed.gtid(6).query("BEGIN");
        assertThat(feed.scanner().gtids()).isEqualTo(Gtids.parse(Feed.UUID + ":1-5"));
        assertThat(feed.xid().orElseThrow().gtids()).isEqualTo(Gtids.parse(Feed.UUID + ":1-6"));
    }

    @Test
    @DisplayName("I11: a set whose beginning nobody knows, or that a GTID does not fit into, is absent")
    void absent() {
        // GtidTrail.commit: `if (set != null)`; lose: `passed = Gtids.none()`.
        Feed unknown = Feed.from(1000).opens();
        assertThat(unknown.gtid(6).transaction().orElseThrow().gtids()).isEqualTo(Gtids.none());
        assertThat(feed.tagged().transaction().orElseThrow().gtids()).isEqualTo(Gtids.none());
        assertThat(feed.gtid(7).transaction().orElseThrow().gtids()).isEqualTo(Gtids.none());
        Feed mariaDb = Feed.from(BinlogOffset.of(BinlogCoordinates.of(Feed.FILE, 1000))
                .withGtids(Gtids.parse(Feed.UUID + ":1-5"))).opens();
        mariaDb.mariaDbGtid().rows();
        assertThat(mariaDb.xid().orElseThrow().gtids()).isEqualTo(Gtids.none());
    }
}
