package io.github.lockkeeper.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.position.BinlogOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Boundaries of XA transactions")
class XaBoundariesTest {

    private final Feed feed = Feed.from(1000).opens();

    private void prepared(String xid) {
        assertThat(feed.query("XA START " + xid)).isEmpty();
        feed.rows();
        assertThat(feed.query("XA END " + xid)).isEmpty();
        assertThat(feed.xaPrepare()).map(BinlogOffset::coordinates).contains(feed.here());
    }

    @Test
    @DisplayName("XA START … XA END, XA PREPARE: behind the XA PREPARE, which ends the group")
    void prepare() {
        prepared("X'61',X'',1");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"XA COMMIT X'61',X'',1", "XA ROLLBACK X'61',X'',1", "xa commit X'61',X'',1"})
    @DisplayName("XA COMMIT and XA ROLLBACK of a prepared one: each a boundary of its own, also behind others")
    void finish(String sql) {
        prepared("X'61',X'',1");
        assertThat(feed.transaction()).isPresent();
        assertThat(feed.query(sql)).map(BinlogOffset::coordinates).contains(feed.here());
    }

    @Test
    @DisplayName("one phase: XA END, then an XA PREPARE event with the one-phase flag, and nothing more")
    void onePhase() {
        prepared("X'61',X'',1");
        assertThat(feed.query("XA START X'62',X'',1")).isEmpty();
        assertThat(feed.query("XA END X'62',X'',1")).isEmpty();
        assertThat(feed.heartbeat()).isEmpty();
        assertThat(feed.xaPrepare()).map(BinlogOffset::coordinates).contains(feed.here());
    }

    @Test
    @DisplayName("nothing between XA START and XA PREPARE is a boundary, a heartbeat of the server neither")
    void inside() {
        feed.query("XA START X'61',X'',1");
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 50)).isEmpty();
        assertThat(feed.query("UPDATE t SET a = 1")).isEmpty();
        feed.query("XA END X'61',X'',1");
        assertThat(feed.heartbeat(Feed.FILE, feed.end() + 50)).isEmpty();
        assertThat(feed.xaPrepare()).isPresent();
    }

    @Test
    @DisplayName("an XA END met first, where the dump started inside, is none either")
    void startInside() {
        feed.rows();
        assertThat(feed.query("XA END X'61',X'',1")).isEmpty();
        assertThat(feed.xaPrepare()).isPresent();
    }
}
