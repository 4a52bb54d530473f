package io.github.lockkeeper.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The GTIDs of a boundary")
class GtidBoundariesTest {

    private static final String OTHER_UUID = "ffffffff-71ca-11e1-9e33-c80aa9429562";

    private final Feed feed = Feed.from(BinlogOffset.of(BinlogCoordinates.of(Feed.FILE, 1000))
            .withGtids(gtids("1-5")).withLastGtid(Feed.UUID + ":5")).opens();

    private static Gtids gtids(String intervals) {
        return Gtids.parse(Feed.UUID + ":" + intervals);
    }

    @Test
    @DisplayName("a GTID counts at the end of its transaction, not before")
    void counted() {
        feed.gtid(6);
        assertThat(feed.scanner().gtids()).isEqualTo(gtids("1-5"));
        feed.query("BEGIN");
        feed.rows();
        assertThat(feed.scanner().gtids()).isEqualTo(gtids("1-5"));
        BinlogOffset boundary = feed.xid().orElseThrow();

        assertThat(boundary.gtids()).isEqualTo(gtids("1-6"));
        assertThat(boundary.lastGtid()).contains(Feed.UUID + ":6");
    }

    @Test
    @DisplayName("a DDL has one, and each half of an XA transaction")
    void ddlAndXa() {
        assertThat(feed.gtid(6).query("CREATE DATABASE d").orElseThrow().gtids()).isEqualTo(gtids("1-6"));
        feed.gtid(7).query("XA START X'61',X'',1");
        feed.query("XA END X'61',X'',1");
        assertThat(feed.scanner().gtids()).isEqualTo(gtids("1-6"));
        assertThat(feed.xaPrepare().orElseThrow().gtids()).isEqualTo(gtids("1-7"));
        assertThat(feed.gtid(8).query("XA COMMIT X'61',X'',1").orElseThrow().gtids()).isEqualTo(gtids("1-8"));
    }

    @Test
    @DisplayName("numbers may come out of order, and from several servers")
    void gaps() {
        feed.gtid(8).transaction();
        assertThat(feed.gtid(6).transaction().orElseThrow().gtids()).isEqualTo(gtids("1-6:8"));
        feed.scanner().gtid(Feed.FILE, feed.end() + 10, OTHER_UUID, 1);
        assertThat(feed.transaction().orElseThrow().gtids())
                .isEqualTo(Gtids.parse(Feed.UUID + ":1-6:8," + OTHER_UUID + ":1"));
    }

    @Test
    @DisplayName("an anonymous transaction adds nothing, and is the last one without a GTID")
    void anonymous() {
        BinlogOffset boundary = feed.anonymous().transaction().orElseThrow();
        assertThat(boundary.gtids()).isEqualTo(gtids("1-5"));
        assertThat(boundary.lastGtid()).isEmpty();
    }

    @Test
    @DisplayName("a set whose beginning is not known stays unknown, however many GTIDs pass")
    void absent() {
        Feed unknown = Feed.from(1000).opens();
        BinlogOffset boundary = unknown.gtid(6).transaction().orElseThrow();
        assertThat(boundary.gtids().isPresent()).isFalse();
        assertThat(boundary.lastGtid()).contains(Feed.UUID + ":6");
    }

    @Test
    @DisplayName("of a server that has executed nothing the set begins empty")
    void fromEmpty() {
        Feed fresh = Feed.from(BinlogOffset.of(BinlogCoordinates.of(Feed.FILE, 4)).withGtids(Gtids.parse("empty")));
        assertThat(fresh.opens().gtid(1).transaction().orElseThrow().gtids()).isEqualTo(gtids("1"));
    }

    @Test
    @DisplayName("a tagged one makes the set unknown from there on: it cannot hold it")
    void tagged() {
        feed.gtid(6).transaction();
        BinlogOffset boundary = feed.tagged().transaction().orElseThrow();
        assertThat(boundary.gtids().isPresent()).isFalse();
        assertThat(feed.gtid(7).transaction().orElseThrow().gtids().isPresent()).isFalse();
    }

    @Test
    @DisplayName("at a rotate those that have passed are kept")
    void rotate() {
        feed.gtid(6).transaction();
        BinlogOffset boundary = feed.rotateTo(Feed.NEXT_FILE).orElseThrow();
        assertThat(boundary.gtids()).isEqualTo(gtids("1-6"));
        assertThat(boundary.lastGtid()).contains(Feed.UUID + ":6");
    }

    @Test
    @DisplayName("that of a transaction which a crash tore off never passes, whatever follows")
    void torn() {
        feed.gtid(6).query("BEGIN");
        feed.rows();
        feed.breaksOffAndGoesOnIn(Feed.NEXT_FILE);
        // A server of 5.6 that was restarted with gtid_mode=OFF announces nothing.
        BinlogOffset boundary = feed.transaction().orElseThrow();
        assertThat(boundary.gtids()).as("6 is given to another transaction later").isEqualTo(gtids("1-5"));
        assertThat(boundary.lastGtid()).isEmpty();
    }

    @Test
    @DisplayName("that of a DDL whose text ends in BEGIN counts when the next group begins")
    void looksLikeABeginning() {
        assertThat(feed.gtid(6).query("ALTER TABLE t RENAME TO begin")).isEmpty();
        assertThat(feed.gtid(7).transaction().orElseThrow().gtids()).isEqualTo(gtids("1-7"));
        assertThat(feed.gtid(8).query("ALTER TABLE t RENAME TO begin")).isEmpty();
        assertThat(feed.anonymous().transaction().orElseThrow().gtids()).isEqualTo(gtids("1-8"));
    }

    @Test
    @DisplayName("a dump by GTID takes the file's name from the server's artificial rotate")
    void byGtid() {
        Feed byGtid = Feed.byGtid(gtids("1-5"));
        byGtid.opens();
        Optional<BinlogOffset> boundary = byGtid.gtid(6).transaction();
        assertThat(boundary).map(BinlogOffset::coordinates).contains(byGtid.here());
        assertThat(boundary.orElseThrow().gtids()).isEqualTo(gtids("1-6"));
        assertThat(boundary.orElseThrow().fileCreatedSeconds()).isEqualTo(Feed.CREATED);
    }

    @Test
    @DisplayName("a dump by GTID may jump to a later file at once, and from there the positions are that file's")
    void byGtidJumps() {
        Feed byGtid = Feed.byGtid(gtids("1-5"));
        byGtid.opens();
        byGtid.breaksOffAndGoesOnIn("mysql-bin.000011");
        assertThat(byGtid.gtid(6).transaction()).map(BinlogOffset::coordinates).contains(byGtid.here());
    }
}
