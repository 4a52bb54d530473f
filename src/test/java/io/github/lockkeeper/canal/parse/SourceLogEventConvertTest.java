package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.filter.aviater.AviaterRegexFilter;
import com.alibaba.otter.canal.parse.inbound.mysql.dbsync.TableMetaCache;
import com.alibaba.otter.canal.protocol.CanalEntry;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.RowsLogEvent;
import io.github.lockkeeper.canal.sink.SinkProbe;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.liveness.Backoff;
import io.github.lockkeeper.liveness.SourceCondition;
import io.github.lockkeeper.mysql.ScriptedConnection;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.ResumePoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The converter of one attempt")
class SourceLogEventConvertTest {

    private static final SourceName ORDERS = SourceName.of("orders");
    private static final String TABLE = "CREATE TABLE `t` (`id` int(11) NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB";

    private final AtomicInteger resets = new AtomicInteger();
    private final AttemptStream stream =
            new AttemptStream(new CursorTracker().beginAttempt(ORDERS), condition(), () -> { });
    private final SourceLogEventConvert convert = new SourceLogEventConvert(stream, resets::incrementAndGet);
    private final Dump dump = Dump.from(1000);

    private static SourceCondition condition() {
        return new SourceCondition(ORDERS, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0),
                (line, bad) -> { });
    }

    @BeforeEach
    void starts() {
        convert.setTableMetaCache(new TableMetaCache(new ScriptedConnection()
                .answering("show create table", List.of("Table", "Create Table"), "t", TABLE), null));
        stream.starts(ResumePoint.byCoordinates(SourceCursor.of(
                BinlogOffset.of(BinlogCoordinates.of(Dump.FILE, 1000)), ServerIdentity.of(1, ""), "h:3306")), () -> { });
    }

    /** The entry carries the boundary at the dump's end: its end is there, in that file, and it reaches the sink. */
    private void carriesBoundary(CanalEntry.Entry entry, CanalEntry.EntryType type) {
        assertThat(entry.getEntryType()).isEqualTo(type);
        assertThat(entry.getHeader().getLogfileName()).isEqualTo(dump.file());
        assertThat(entry.getHeader().getLogfileOffset() + entry.getHeader().getEventLength()).isEqualTo(dump.end());
        assertThat(SinkProbe.lastIn(stream.boundaries(), entry)).map(BinlogOffset::coordinates)
                .contains(BinlogCoordinates.of(dump.file(), dump.end()));
    }

    @Test
    @DisplayName("a transaction's end is the carrier of its boundary")
    void transaction() {
        assertThat(convert.parse(dump.query("BEGIN"), false).getEntryType())
                .isEqualTo(CanalEntry.EntryType.TRANSACTIONBEGIN);
        assertThat(convert.parse(dump.tableMap(), false)).isNull();
        assertThat(convert.parse(dump.writeRows(5), false).getEntryType()).isEqualTo(CanalEntry.EntryType.ROWDATA);
        carriesBoundary(convert.parse(dump.xid(), false), CanalEntry.EntryType.TRANSACTIONEND);
    }

    @Test
    @DisplayName("a DDL carries its own; one that the filter drops gets an entry without data in its place")
    void ddl() {
        carriesBoundary(convert.parse(dump.query("CREATE TABLE t (id INT)"), false), CanalEntry.EntryType.ROWDATA);
        convert.setNameFilter(new AviaterRegexFilter("other\\..*"));
        carriesBoundary(convert.parse(dump.query("CREATE TABLE t2 (id INT)"), false), CanalEntry.EntryType.HEARTBEAT);
        convert.setFilterQueryDdl(true);
        carriesBoundary(convert.parse(dump.query("DROP TABLE t2"), false), CanalEntry.EntryType.HEARTBEAT);
    }

    @Test
    @DisplayName("a real rotate, a heartbeat that moves on, an XA PREPARE get an entry without data")
    void withoutEntries() {
        convert.parse(dump.query("XA START X'61',X'',1"), false);
        assertThat(convert.parse(dump.query("XA END X'61',X'',1"), false).getEntryType())
                .isEqualTo(CanalEntry.EntryType.TRANSACTIONEND);
        carriesBoundary(convert.parse(dump.xaPrepare(false), false), CanalEntry.EntryType.HEARTBEAT);
        carriesBoundary(convert.parse(dump.query("XA COMMIT X'61',X'',1"), false), CanalEntry.EntryType.ROWDATA);
        carriesBoundary(convert.parse(dump.rotate("mysql-bin.000008"), false), CanalEntry.EntryType.HEARTBEAT);
        convert.parse(dump.artificialRotate("mysql-bin.000008", 4), false);
        dump.skip(700);
        carriesBoundary(convert.parse(dump.heartbeat(dump.end()), false), CanalEntry.EntryType.HEARTBEAT);
    }

    @Test
    @DisplayName("a heartbeat that says nothing new keeps the host's entry, which names no file")
    void idle() {
        convert.parse(dump.query("BEGIN"), false);
        carriesBoundary(convert.parse(dump.xid(), false), CanalEntry.EntryType.TRANSACTIONEND);
        CanalEntry.Entry entry = convert.parse(dump.heartbeat(dump.end()), false);
        assertThat(entry.getEntryType()).isEqualTo(CanalEntry.EntryType.HEARTBEAT);
        assertThat(entry.getHeader().getLogfileName()).isEmpty();
    }

    @Test
    @DisplayName("events that the host reads while it searches a position are no part of the stream")
    void seeking() {
        convert.parse(dump.query("BEGIN"), true);
        convert.parse(dump.xid(), true);
        assertThat(convert.parse(dump.query("CREATE DATABASE d"), false)).isNotNull();
        assertThat(SinkProbe.lastIn(stream.boundaries(), convert.parse(dump.heartbeat(1), false))).isEmpty();
    }

    @Test
    @DisplayName("in parallel mode a worker shows the text of a statement late: that is no wrap at 4 GiB")
    void lateStatement() throws Exception {
        convert.parse(dump.query("BEGIN"), false);
        LogEvent text = dump.rowsQuery("INSERT INTO t VALUES (5)");
        convert.parse(dump.tableMap(), false);

        Workers.run(() -> convert.parse(text, false));

        carriesBoundary(convert.parse(dump.xid(), false), CanalEntry.EntryType.TRANSACTIONEND);
    }

    @Test
    @DisplayName("in parallel mode a worker shows the text of a statement of the file before: nothing goes back there")
    void statementOfTheFileBefore() throws Exception {
        LogEvent text = dump.rowsQuery("INSERT INTO t VALUES (5)");
        CanalEntry.Entry before = convert.parse(dump.xid(), false);
        convert.parse(dump.artificialRotate("mysql-bin.000008", 4), false);
        convert.parse(dump.formatDescription(Dump.CREATED), false);

        Workers.run(() -> convert.parse(text, false));

        CanalEntry.Entry end = convert.parse(dump.query("CREATE DATABASE d"), false);
        assertThat(SinkProbe.lastIn(stream.boundaries(), before, end).orElseThrow().fileCreatedSeconds())
                .isEqualTo(Dump.CREATED);
    }

    @Test
    @DisplayName("in parallel mode a worker looks at rows of a filtered table again: that moves nothing either")
    void filteredRowsInParallelMode() throws Exception {
        convert.setNameFilter(new AviaterRegexFilter("other\\..*"));
        convert.parse(dump.query("BEGIN"), false);
        convert.parse(dump.tableMap(), false);
        RowsLogEvent rows = (RowsLogEvent) dump.writeRows(1);
        convert.parseRowsEventForTableMeta(rows);
        convert.parse(dump.tableMap(), false);

        Workers.run(() -> convert.parseRowsEvent(rows, null));

        carriesBoundary(convert.parse(dump.xid(), false), CanalEntry.EntryType.TRANSACTIONEND);
    }

    @Test
    @DisplayName("in parallel mode rows pass by, but a position that wraps at 4 GiB inside them is seen all the same")
    void wrapInParallelMode() {
        convert.parse(dump.query("BEGIN"), false);
        convert.parse(dump.tableMap(), false);
        for (int gib = 0; gib < 5; gib++) {
            convert.parseRowsEventForTableMeta((RowsLogEvent) dump.writeRows(gib, false));
            dump.skip(1L << 30);
        }
        CanalEntry.Entry end = convert.parse(dump.xid(), false);
        assertThat(dump.end()).as("wrapped, beyond the place where the transaction began").isGreaterThan(2000);
        assertThat(SinkProbe.lastIn(stream.boundaries(), end)).isEmpty();
        carriesBoundary(convert.parse(dump.rotate("mysql-bin.000008"), false), CanalEntry.EntryType.HEARTBEAT);
    }

    @Test
    @DisplayName("rows that the host reads while it searches a position, before the dump starts, move nothing")
    void rowsBeforeTheStart() {
        AttemptStream early = new AttemptStream(new CursorTracker().beginAttempt(ORDERS), condition(), () -> { });
        SourceLogEventConvert seeking = new SourceLogEventConvert(early, () -> { });
        seeking.setTableMetaCache(new TableMetaCache(new ScriptedConnection(), null));
        seeking.setNameFilter(new AviaterRegexFilter("other\\..*"));
        dump.tableMap();
        assertThat(seeking.parse(dump.writeRows(1), true)).isNull();
    }

    @Test
    @DisplayName("the host's reset is passed on: its sleep comes next")
    void reset() {
        convert.reset();
        assertThat(resets).hasValue(1);
    }
}
