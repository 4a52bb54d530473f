package io.github.lockkeeper.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A heartbeat of the server")
class HeartbeatBoundariesTest {

    private final Feed feed = Feed.from(1000).opens();

    @Test
    @DisplayName("moves the cursor of a source that only has transactions the server skips")
    void ahead() {
        feed.transaction();
        BinlogOffset boundary = feed.heartbeat(Feed.FILE, feed.end() + 700).orElseThrow();

        assertThat(boundary.coordinates()).isEqualTo(BinlogCoordinates.of(Feed.FILE, feed.end() + 700));
        assertThat(boundary.timestampSeconds()).as("the time of the last transaction").isEqualTo(Feed.WHEN);
        assertThat(boundary.fileCreatedSeconds()).isEqualTo(Feed.CREATED);
    }

    @Test
    @DisplayName("says nothing new at the place that is known, or behind it")
    void behind() {
        feed.transaction();
        assertThat(feed.heartbeat()).isEmpty();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() - 50)).isEmpty();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 10)).isPresent();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 10)).as("the second one at one place").isEmpty();
    }

    @Test
    @DisplayName("at the start of the dump is one if the cursor does not know its file's creation yet, and only once")
    void atStart() {
        assertThat(feed.heartbeat(Feed.FILE, 1000).orElseThrow().fileCreatedSeconds()).isEqualTo(Feed.CREATED);
        assertThat(feed.heartbeat(Feed.FILE, 1000)).isEmpty();
    }

    @Test
    @DisplayName("behind the opening events of a file is one: the cursor gets the file's creation with it")
    void behindTheOpening() {
        feed.transaction();
        assertThat(feed.rotateTo(Feed.NEXT_FILE).orElseThrow().fileCreatedSeconds()).isZero();
        BinlogOffset boundary = feed.heartbeat().orElseThrow();
        assertThat(boundary.coordinates()).isEqualTo(feed.here());
        assertThat(boundary.fileCreatedSeconds()).isEqualTo(Feed.CREATED + 1);
        assertThat(feed.heartbeat()).isEmpty();
    }

    @Test
    @DisplayName("between two places that the stream has passed is none")
    void passed() {
        feed.transaction();
        feed.other().other();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() - 50)).isEmpty();
    }

    @Test
    @DisplayName("that names another file is none")
    void otherFile() {
        feed.transaction();
        assertThat(feed.heartbeat(Feed.NEXT_FILE, 5000)).isEmpty();
        assertThat(feed.heartbeat("mysql-bin.000006", 5000)).isEmpty();
    }

    @Test
    @DisplayName("inside a transaction is none, also after its rows")
    void insideTransaction() {
        feed.query("BEGIN");
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 50)).isEmpty();
        feed.rows();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 50)).isEmpty();
        feed.xid();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 50)).isPresent();
    }

    @Test
    @DisplayName("between a GTID and its transaction is none: the set would lack it, the position be behind it")
    void afterGtid() {
        Feed gtids = Feed.from(BinlogOffset.of(BinlogCoordinates.of(Feed.FILE, 1000))
                .withGtids(Gtids.parse(Feed.UUID + ":1-5"))).opens();
        gtids.gtid(6);
        assertThat(gtids.heartbeat(Feed.FILE, gtids.end() + 50)).isEmpty();
        gtids.transaction();
        assertThat(gtids.heartbeat(Feed.FILE, gtids.end() + 50)).isPresent();
        gtids.anonymous();
        assertThat(gtids.heartbeat(Feed.FILE, gtids.end() + 90)).isEmpty();
    }

    @Test
    @DisplayName("between MariaDB's GTID and the rest of its group is none")
    void afterMariaDbGtid() {
        feed.mariaDbGtid();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 50)).isEmpty();
        feed.rows();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 50)).isEmpty();
    }

    @Test
    @DisplayName("beyond 4 GiB is none: its 32 bits do not reach")
    void beyond() {
        feed.query("BEGIN");
        feed.rows().skip(0xFFFFFFFFL - 500).rows();
        feed.xid();
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 50)).isEmpty();
    }

    @Test
    @DisplayName("in a dump by GTID counts only once the server has named the file")
    void byGtid() {
        Feed gtids = Feed.byGtid(Gtids.parse(Feed.UUID + ":1-5"));
        assertThat(gtids.heartbeat("old-bin.000099", 9000)).isEmpty();
        gtids.opens();
        assertThat(gtids.heartbeat(Feed.FILE, 700)).map(BinlogOffset::coordinates)
                .contains(BinlogCoordinates.of(Feed.FILE, 700));
    }

    @Test
    @DisplayName("keeps the GTIDs that have passed")
    void keepsGtids() {
        Feed gtids = Feed.from(BinlogOffset.of(BinlogCoordinates.of(Feed.FILE, 1000))
                .withGtids(Gtids.parse(Feed.UUID + ":1-5"))).opens();
        gtids.gtid(6).transaction();
        assertThat(gtids.heartbeat(Feed.FILE, gtids.end() + 50).orElseThrow().gtids())
                .isEqualTo(Gtids.parse(Feed.UUID + ":1-6"));
    }
}
