package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.GtidLogEvent;
import com.taobao.tddl.dbsync.binlog.event.HeartbeatLogEvent;
import com.taobao.tddl.dbsync.binlog.event.QueryLogEvent;
import com.taobao.tddl.dbsync.binlog.event.RotateLogEvent;
import com.taobao.tddl.dbsync.binlog.event.WriteRowsLogEvent;
import com.taobao.tddl.dbsync.binlog.event.XaPrepareLogEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The bytes that the tests make are what the host's decoder takes for events")
class DumpTest {

    @ParameterizedTest(name = "checksum {0}")
    @ValueSource(booleans = {true, false})
    void decoded(boolean checksum) {
        Dump dump = Dump.from(1000, checksum);

        LogEvent description = dump.formatDescription(Dump.CREATED);
        assertThat(description.getHeader().getWhen()).isEqualTo(Dump.CREATED);
        assertThat(description.getHeader().getLogFileName()).isEqualTo(Dump.FILE);

        assertThat(((GtidLogEvent) dump.gtid(7)).getGtidStr()).isEqualTo(Dump.UUID + ":7");
        LogEvent begin = dump.query("BEGIN");
        assertThat(((QueryLogEvent) begin).getQuery()).isEqualTo("BEGIN");
        assertThat(((QueryLogEvent) begin).getDbName()).isEqualTo("shop");
        assertThat(begin.getHeader().getLogPos()).isEqualTo(dump.end());
        dump.tableMap();
        assertThat(((WriteRowsLogEvent) dump.writeRows(5)).getTable().getTableName()).isEqualTo("t");
        assertThat(dump.xid().getHeader().getLogPos()).isEqualTo(dump.end());
        assertThat(((XaPrepareLogEvent) dump.xaPrepare(true)).isOnePhase()).isTrue();
        assertThat(((HeartbeatLogEvent) dump.heartbeat(5000)).getLogIdent()).isEqualTo(Dump.FILE);

        RotateLogEvent rotate = (RotateLogEvent) dump.rotate("mysql-bin.000008");
        assertThat(rotate.getFilename()).isEqualTo("mysql-bin.000008");
        assertThat(rotate.getHeader().getWhen()).isEqualTo(Dump.WHEN);
        assertThat(dump.query("COMMIT").getHeader().getLogFileName()).isEqualTo("mysql-bin.000008");
    }
}
