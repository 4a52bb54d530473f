package io.github.lockkeeper.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.catalog.QueryGuard;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A server's answers")
class MySqlBinlogServerTest {

    private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final List<String> STATUS =
            List.of("File", "Position", "Binlog_Do_DB", "Binlog_Ignore_DB", "Executed_Gtid_Set");

    private final ScriptedConnection connection = new ScriptedConnection();
    private final BinlogServer server = new MySqlBinlogServers().apply(connection, QueryGuard.NONE);

    private void mySql(String version, String gtidMode) {
        connection.valued("VERSION()", version).valued("@@global.server_id", "4294967295")
                .valued("@@global.server_uuid", UUID.toUpperCase(java.util.Locale.ROOT))
                .answering("LIKE 'gtid_mode'", List.of("Variable_name", "Value"), "gtid_mode", gtidMode);
    }

    private void mariaDb() {
        connection.valued("VERSION()", "11.4.5-MariaDB-log").valued("@@global.server_id", "2");
    }

    @Test
    @DisplayName("MySQL is known by id and uuid")
    void identity() throws IOException {
        mySql("5.7.22-log", "ON");
        assertThat(server.identity()).isEqualTo(ServerIdentity.of(4_294_967_295L, UUID));
        assertThat(server.isMariaDb()).isFalse();
    }

    @Test
    @DisplayName("MariaDB has no uuid, and is not asked for one; nor has it GTIDs of MySQL's kind")
    void mariaDbIdentity() throws IOException {
        mariaDb();
        assertThat(server.identity()).isEqualTo(ServerIdentity.of(2, ""));
        assertThat(server.hasGtids()).isFalse();
        assertThat(connection.asked()).noneMatch(sql -> sql.contains("uuid") || sql.contains("gtid"));
    }

    @ParameterizedTest(name = "gtid_mode={0}")
    @CsvSource({"ON,true", "on,true", "OFF,false", "ON_PERMISSIVE,false", "OFF_PERMISSIVE,false"})
    @DisplayName("GTIDs count only where each transaction gets one")
    void gtidMode(String mode, boolean gtids) throws IOException {
        mySql("8.0.12", mode);
        assertThat(server.hasGtids()).isEqualTo(gtids);
    }

    @Test
    @DisplayName("a server before 5.6 knows no gtid_mode")
    void beforeGtids() throws IOException {
        connection.valued("VERSION()", "5.5.60-log");
        assertThat(server.hasGtids()).isFalse();
    }

    @Test
    @DisplayName("the end comes with the set of the same row, over several lines; without GTIDs none is kept")
    void end() throws IOException {
        mySql("5.7.22-log", "ON");
        connection.answering("SHOW MASTER STATUS", STATUS, "mysql-bin.000007", "4294967296", "", "",
                UUID + ":1-5,\nffffffff-71ca-11e1-9e33-c80aa9429562:1");
        BinlogOffset end = server.end().orElseThrow();
        assertThat(end.coordinates()).isEqualTo(BinlogCoordinates.of("mysql-bin.000007", 4_294_967_296L));
        assertThat(end.gtids()).isEqualTo(Gtids.parse(UUID + ":1-5,ffffffff-71ca-11e1-9e33-c80aa9429562:1"));

        mySql("5.7.22-log", "OFF");
        assertThat(server.end().orElseThrow().gtids()).isEqualTo(Gtids.none());
    }

    @Test
    @DisplayName("a server that has executed nothing has an empty set, not none")
    void executedNothing() throws IOException {
        mySql("5.7.22-log", "ON");
        connection.answering("SHOW MASTER STATUS", STATUS, "mysql-bin.000001", "154", "", "", "");
        assertThat(server.end().orElseThrow().gtids()).isEqualTo(Gtids.of(GtidSet.EMPTY));
    }

    @Test
    @DisplayName("tagged GTIDs are no set of ours")
    void tagged() throws IOException {
        mySql("9.0.1", "ON");
        connection.answering("SHOW BINARY LOG STATUS", STATUS, "binlog.000001", "154", "", "", UUID + ":tag:1-5");
        assertThat(server.end().orElseThrow().gtids()).isEqualTo(Gtids.none());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "5.7.22-log, SHOW MASTER STATUS", "8.0.36, SHOW MASTER STATUS", "8.3.0, SHOW MASTER STATUS",
        "8.4.0, SHOW BINARY LOG STATUS", "9.1.0-commercial, SHOW BINARY LOG STATUS", "10.0.1, SHOW BINARY LOG STATUS",
        "10.11.5-MariaDB, SHOW MASTER STATUS", "5.5.5-10.4.1-MariaDB-log, SHOW MASTER STATUS"})
    @DisplayName("the status is asked for in the words of the version")
    void words(String version, String sql) throws IOException {
        mySql(version, "OFF");
        connection.answering(sql, STATUS, "mysql-bin.000001", "154", "", "", "");
        assertThat(server.end()).isPresent();
        assertThat(connection.asked()).contains(sql);
    }

    /** As its manual has it: what 8.4 took away is answered with a syntax error, here with nothing. */
    private void mySql84(String executed) {
        mySql("8.4.5", "ON");
        connection.answering("SHOW BINARY LOG STATUS", STATUS, "binlog.000009", "154", "", "", executed)
                .answering("SHOW BINARY LOGS", List.of("Log_name", "File_size", "Encrypted"),
                        "binlog.000008", "1024", "No", "binlog.000009", "154", "No")
                .answering("LIKE 'log_%_updates'", List.of("Variable_name", "Value"), "log_replica_updates", "ON")
                .answering("SHOW BINLOG EVENTS",
                        List.of("Log_name", "Pos", "Event_type", "Server_id", "End_log_pos", "Info"),
                        "binlog.000008", "4", "Format_desc", "1", "127", "Server ver: 8.4.5, Binlog ver: 4",
                        "binlog.000008", "127", "Previous_gtids", "1", "198", UUID + ":1-3")
                .valued("@@global.gtid_executed", executed).valued("@@global.gtid_purged", UUID + ":1-3")
                .valued("UNIX_TIMESTAMP()", "1795341103");
    }

    @Test
    @DisplayName("MySQL 8.4: everything is asked for in words that it still knows")
    void mySql84() throws IOException {
        mySql84(UUID + ":1-5");
        BinlogCatalog catalog = server.catalog();
        assertThat(catalog.executed()).contains(GtidSet.parse(UUID + ":1-5"));
        assertThat(catalog.purged()).isEqualTo(GtidSet.parse(UUID + ":1-3"));
        assertThat(catalog.files()).extracting(file -> file.name().toString())
                .containsExactly("binlog.000008", "binlog.000009");
        assertThat(catalog.logsReplicated()).isTrue();
        assertThat(server.beginning().orElseThrow().gtids()).isEqualTo(Gtids.parse(UUID + ":1-3"));
        server.behindDelivered(BinlogCoordinates.of("binlog.000008", 127));
        assertThat(connection.asked()).noneMatch(sql -> sql.matches("(?i).*(master|slave).*"));
    }

    @Test
    @DisplayName("MySQL 8.3 and later with tagged GTIDs: a catalogue without GTIDs, so the source goes by coordinates")
    void taggedCatalog() throws IOException {
        mySql84(UUID + ":1-5:billing:1-2");
        assertThat(server.catalog().executed()).isEmpty();
        assertThat(server.catalog().files()).hasSize(2);
    }

    @Test
    @DisplayName("a server without a binlog has no end, no beginning and no files, and is not asked for their list")
    void noBinlog() throws IOException {
        mySql("5.7.22-log", "OFF");
        assertThat(server.end()).isEmpty();
        assertThat(server.files()).isEmpty();
        assertThat(server.beginning()).isEmpty();
        assertThat(connection.asked()).noneMatch(sql -> sql.contains("SHOW BINARY LOGS"));
    }

    @Test
    @DisplayName("the files are read by the columns' names: later servers have one more")
    void files() throws IOException {
        mySql("8.0.36", "OFF");
        connection.answering("SHOW MASTER STATUS", STATUS, "mysql-bin.1000000", "154", "", "", "")
                .answering("SHOW BINARY LOGS", List.of("Log_name", "File_size", "Encrypted"),
                        "mysql-bin.999999", "177", "No", "mysql-bin.1000000", "154", "No");
        assertThat(server.files()).extracting(Object::toString)
                .containsExactly("mysql-bin.999999", "mysql-bin.1000000");
        assertThat(server.beginning().orElseThrow().coordinates()).hasToString("mysql-bin.999999:4");
    }

    @Test
    @DisplayName("sets are subtracted by the server")
    void subtraction() throws IOException {
        GtidSet set = GtidSet.parse(UUID + ":1-5");
        connection.valued("GTID_SUBTRACT('" + set + "', @@global.gtid_executed)", UUID + ":4-5")
                .valued("GTID_SUBTRACT(@@global.gtid_purged, '" + set + "')", "");
        assertThat(server.notExecuted(set)).isEqualTo(GtidSet.parse(UUID + ":4-5"));
        assertThat(server.purgedBeyond(set)).isEqualTo(GtidSet.EMPTY);
    }

    @Test
    @DisplayName("clock and format are asked for as they are")
    void clock() throws IOException {
        connection.valued("UNIX_TIMESTAMP()", "1795341103").valued("@@global.binlog_format", "ROW");
        assertThat(server.nowSeconds()).isEqualTo(1_795_341_103L);
        assertThat(server.binlogFormat()).isEqualTo("ROW");
    }
}
