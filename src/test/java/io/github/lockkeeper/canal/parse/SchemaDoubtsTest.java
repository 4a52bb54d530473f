package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.alibaba.otter.canal.parse.inbound.TableMeta;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.MemoryTableMeta;
import com.taobao.tddl.dbsync.binlog.event.RowsLogEvent;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.persistence.memory.MemoryCursorStore;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows are always of {@code shop.t (id INT)}. */
@DisplayName("Tables that may have been altered in a gap")
class SchemaDoubtsTest {

    private static final SourceName ORDERS = SourceName.of("orders");
    private static final SourceName TRADES = SourceName.of("trades");
    private static final TableMeta FITS = table("id INT");
    private static final TableMeta FITS_RENAMED = table("number INT");
    private static final TableMeta MISFIT = table("id INT, v VARCHAR(10)");
    private static final TableMeta OTHER_MISFIT = table("id BIGINT");

    private final MemoryCursorStore store = new MemoryCursorStore();
    private final Dump dump = Dump.from(1000);
    private final FakePresent present = new FakePresent();
    private CursorKeeper keeper;
    private SchemaDoubts doubts;

    private static final class FakePresent implements SchemaDoubts.Present {
        private TableMeta now = FITS;
        private int asked;
        private final List<String> adopted = new ArrayList<>();

        @Override
        public TableMeta now(String schema, String table) {
            asked++;
            return now;
        }

        @Override
        public void adopt(RowsLogEvent from, String schema, String table) {
            adopted.add(schema + "." + table);
        }
    }

    private static TableMeta table(String columns) {
        MemoryTableMeta history = new MemoryTableMeta();
        history.apply(null, "shop", "CREATE TABLE t (" + columns + ")", null);
        return history.find("shop", "t");
    }

    @BeforeEach
    void open() {
        keeper = new CursorKeeper(store.sharing(), new CursorTracker(), List.of(ORDERS, TRADES));
        keeper.open();
        doubts = new SchemaDoubts(ORDERS, keeper);
    }

    /** A new process over the same record. */
    private void restart() {
        keeper.close();
        open();
    }

    private RowsLogEvent rows() {
        dump.tableMap();
        return (RowsLogEvent) dump.writeRows(1);
    }

    private TableMeta judge(TableMeta history) {
        return doubts.judge(rows(), history, present);
    }

    private void inDoubt() {
        doubts.add(List.of("shop.t"));
    }

    private Optional<SourceCursor> cursorAt(long position) {
        return Optional.of(SourceCursor.of(BinlogOffset.of(BinlogCoordinates.of(Dump.FILE, position)),
                ServerIdentity.of(1, ""), "h:3306"));
    }

    private void halts(TableMeta history, String... told) {
        assertThatExceptionOfType(SourceFaultException.class).isThrownBy(() -> judge(history)).satisfies(halt -> {
            assertThat(halt.fault().kind()).isEqualTo(FaultKind.SCHEMA_UNKNOWN);
            assertThat(halt.fault().toString()).contains("shop.t").contains(told);
        });
        assertThat(present.adopted).isEmpty();
    }

    @Test
    @DisplayName("only the server's own fits: the rows are read with it, and the history goes on from it, once")
    void onlyNowFits() {
        inDoubt();
        assertThat(judge(MISFIT)).isSameAs(FITS);
        assertThat(judge(FITS)).isSameAs(FITS);
        assertThat(present.adopted).containsExactly("shop.t");
        assertThat(present.asked).isEqualTo(1);
    }

    @Test
    @DisplayName("only the history's fits: the ALTER comes later in the stream, or the table is read before it")
    void onlyHistoryFits() {
        present.now = MISFIT;
        inDoubt();
        assertThat(judge(FITS)).isSameAs(FITS);
        assertThat(present.adopted).isEmpty();
    }

    @Test
    @DisplayName("both fit and are the same: the history's; both fit and differ: nobody can tell, the source halts")
    void bothFit() {
        inDoubt();
        assertThat(judge(table("`id` int(11) NOT NULL"))).isNotSameAs(FITS);
        assertThat(present.adopted).isEmpty();
        doubts.newAttempt();
        halts(FITS_RENAMED, "fit both", "number", "id");
        halts(FITS_RENAMED, "fit both");
    }

    @Test
    @DisplayName("neither fits: halts, with both definitions")
    void neitherFits() {
        present.now = OTHER_MISFIT;
        inDoubt();
        halts(MISFIT, "of 1 columns, fit neither", "v VARCHAR(10)", "id BIGINT");
    }

    @Test
    @DisplayName("a table that was dropped meanwhile: the history's if it fits, else halts")
    void dropped() {
        present.now = null;
        inDoubt();
        halts(MISFIT, "fit neither", "(there is none)");
        assertThat(judge(FITS)).isSameAs(FITS);
        assertThat(present.adopted).isEmpty();
    }

    @Test
    @DisplayName("a table that is not in doubt, or filtered, costs no query")
    void notInDoubt() {
        assertThat(judge(MISFIT)).isSameAs(MISFIT);
        doubts.add(List.of("shop.other"));
        assertThat(judge(MISFIT)).isSameAs(MISFIT);
        inDoubt();
        assertThat(judge(null)).isNull();
        assertThat(present.asked).isZero();
    }

    @Test
    @DisplayName("each attempt decides anew: it may start before the rows that decided")
    void newAttempt() {
        inDoubt();
        judge(MISFIT);
        doubts.newAttempt();
        assertThat(judge(MISFIT)).isSameAs(FITS);
        assertThat(present.asked).isEqualTo(2);
        assertThat(present.adopted).hasSize(2);
    }

    @Test
    @DisplayName("a table is out of doubt when the durable cursor is behind the rows that decided, not before")
    void settle() {
        inDoubt();
        dump.tableMap();
        long begin = dump.end();
        doubts.judge((RowsLogEvent) dump.writeRows(1), MISFIT, present);
        doubts.settle(Optional.empty());
        doubts.settle(cursorAt(begin));
        assertThat(doubts.isEmpty()).isFalse();
        doubts.settle(cursorAt(dump.end()));
        assertThat(doubts.isEmpty()).isTrue();
        restart();
        assertThat(doubts.isEmpty()).as("in the record").isTrue();
    }

    @Test
    @DisplayName("a table of which no row came stays in doubt, wherever the cursor is")
    void undecided() {
        doubts.add(List.of("shop.t", "shop.quiet"));
        judge(MISFIT);
        doubts.settle(cursorAt(dump.end()));
        restart();
        assertThat(doubts.isEmpty()).isFalse();
        assertThat(judge(MISFIT)).as("settled").isSameAs(MISFIT);
    }

    @Test
    @DisplayName("doubts are kept in the record over a restart, each source's its own")
    void restarted() {
        inDoubt();
        judge(MISFIT);
        restart();
        assertThat(new SchemaDoubts(TRADES, keeper).isEmpty()).isTrue();
        assertThat(judge(MISFIT)).isSameAs(FITS);
        assertThat(present.adopted).hasSize(2);
    }
}
