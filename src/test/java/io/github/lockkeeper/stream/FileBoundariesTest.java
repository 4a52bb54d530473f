package io.github.lockkeeper.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.OffsetOrder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("From file to file")
class FileBoundariesTest {

    private final Feed feed = Feed.from(1000).opens();

    @Test
    @DisplayName("the artificial rotate that opens a dump names the file and is no boundary")
    void artificial() {
        BoundaryScanner scanner = feed.scanner();
        assertThat(scanner.rotate(Feed.FILE, 4, true)).isEmpty();
        assertThat(scanner.rotate(Feed.NEXT_FILE, 4, true)).isEmpty();
    }

    @Test
    @DisplayName("a real rotate is a boundary: the next file's first event")
    void real() {
        feed.transaction();
        BinlogOffset boundary = feed.rotateTo(Feed.NEXT_FILE).orElseThrow();

        assertThat(boundary.coordinates()).isEqualTo(BinlogCoordinates.of(Feed.NEXT_FILE, 4));
        assertThat(boundary.timestampSeconds()).isEqualTo(Feed.WHEN);
        assertThat(boundary.fileCreatedSeconds()).as("not that of the file before").isZero();
    }

    @Test
    @DisplayName("behind a rotate the next file's name and creation count")
    void nextFile() {
        feed.rotateTo(Feed.NEXT_FILE);
        BinlogOffset boundary = feed.transaction().orElseThrow();

        assertThat(boundary.coordinates()).isEqualTo(feed.here());
        assertThat(boundary.coordinates().file()).hasToString(Feed.NEXT_FILE);
        assertThat(boundary.fileCreatedSeconds()).isEqualTo(Feed.CREATED + 1);
    }

    @Test
    @DisplayName("a rotate inside a transaction is no boundary")
    void rotateInside() {
        feed.query("BEGIN");
        feed.rows();
        assertThat(feed.scanner().rotate(Feed.NEXT_FILE, 4, false)).isEmpty();
    }

    @Test
    @DisplayName("a transaction that a crash tore off never happened: the next file begins outside of any")
    void torn() {
        feed.query("BEGIN");
        feed.rows();
        feed.breaksOffAndGoesOnIn(Feed.NEXT_FILE);
        assertThat(feed.query("CREATE DATABASE d")).map(BinlogOffset::coordinates).contains(feed.here());
        assertThat(feed.transaction()).isPresent();
    }

    @Test
    @DisplayName("so with a group of MariaDB's and an XA transaction that a crash tore off")
    void tornGroups() {
        feed.mariaDbGtid().rows();
        feed.breaksOffAndGoesOnIn(Feed.NEXT_FILE);
        assertThat(feed.heartbeat(Feed.NEXT_FILE, feed.end() + 10)).isPresent();
        feed.query("XA START X'61',X'',1");
        feed.breaksOffAndGoesOnIn("mysql-bin.000009");
        assertThat(feed.heartbeat("mysql-bin.000009", feed.end() + 10)).isPresent();
    }

    @Test
    @DisplayName("the description of a dump from a middle position carries the file's creation")
    void creation() {
        Feed middle = Feed.from(123_456).opens();
        assertThat(middle.transaction().orElseThrow().fileCreatedSeconds()).isEqualTo(Feed.CREATED);
    }

    @Test
    @DisplayName("before the description the creation is that of the cursor")
    void creationOfTheCursor() {
        Feed resumed = Feed.from(BinlogOffset.of(BinlogCoordinates.of(Feed.FILE, 1000)).withFileCreatedSeconds(77));
        assertThat(resumed.transaction().orElseThrow().fileCreatedSeconds()).isEqualTo(77);
    }

    @Test
    @DisplayName("a position that wraps at 4 GiB is never offered; the next file's first event is")
    void wraps() {
        feed.query("BEGIN");
        feed.rows().skip(0xFFFFFFFFL - 2000).rows().skip(5000).rows();
        assertThat(feed.end()).as("the test's own arithmetic").isBetween(3000L, 10_000L);
        assertThat(feed.xid()).isEmpty();
        assertThat(feed.transaction()).as("still in that file").isEmpty();
        assertThat(feed.query("CREATE DATABASE d")).isEmpty();

        assertThat(feed.rotateTo(Feed.NEXT_FILE)).map(BinlogOffset::coordinates)
                .contains(BinlogCoordinates.of(Feed.NEXT_FILE, 4));
        assertThat(feed.transaction()).map(BinlogOffset::coordinates).contains(feed.here());
    }

    @Test
    @DisplayName("just below 4 GiB a position is a boundary as any other")
    void belowTheWrap() {
        feed.skip(0xFFFFFFFFL - 3000);
        assertThat(feed.transaction()).map(BinlogOffset::coordinates).contains(feed.here());
    }

    @Test
    @DisplayName("names of files are read as numbers: .1000000 follows .999999")
    void widerNumbers() {
        Feed wide = Feed.from(BinlogOffset.of(BinlogCoordinates.of("mysql-bin.999999", 1000)));
        wide.scanner().rotate("mysql-bin.999999", 1000, true);
        BinlogOffset before = wide.scanner().transactionEnd("mysql-bin.999999", 1100, Feed.WHEN).orElseThrow();
        BinlogOffset after = wide.rotateTo("mysql-bin.1000000").orElseThrow();

        assertThat(after.coordinates()).hasToString("mysql-bin.1000000:4");
        assertThat(before.orderTo(after)).isEqualTo(OffsetOrder.BEFORE);
    }
}
