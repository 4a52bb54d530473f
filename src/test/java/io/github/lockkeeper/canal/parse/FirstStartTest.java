package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.alibaba.otter.canal.protocol.position.EntryPosition;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.config.StartMode;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Where a source without a cursor starts")
class FirstStartTest {

    private static final String UUID = FakeServer.UUID;

    private final FakeServer server = new FakeServer();
    private final DumpedFiles dumps = new DumpedFiles()
            .file("mysql-bin.000005", 5000, dump -> List.of(dump.at(5900).rotate("mysql-bin.000006")))
            .file("mysql-bin.000006", 6000, dump -> List.of(dump.at(6100).query("CREATE DATABASE d"),
                    dump.at(6200).query("CREATE DATABASE e"), dump.rotate("mysql-bin.000007")))
            .file("mysql-bin.000007", 7000, dump -> List.of(dump.at(7100).query("CREATE DATABASE f")));

    private SourceCursor start(EntryPosition configured, GtidMode gtidMode, StartMode mode) throws IOException {
        return new FirstStart(gtidMode, mode)
                .decide(configured, server, "db:3306", new TimeSearch(dumps, server, DumpedFiles.WATCH, () -> true));
    }

    private BinlogOffset start(EntryPosition configured) throws IOException {
        return start(configured, GtidMode.AUTO, StartMode.LATEST).offset();
    }

    private Fault refused(EntryPosition configured, GtidMode gtidMode) {
        return catchThrowableOfType(SourceFaultException.class,
                () -> start(configured, gtidMode, StartMode.LATEST)).fault();
    }

    private static EntryPosition configured(String journal, Long position, Long timestamp, String gtid) {
        EntryPosition entry = new EntryPosition(journal, position);
        entry.setTimestamp(timestamp);
        entry.setGtid(gtid);
        return entry;
    }

    @Test
    @DisplayName("at the end, with the set of the same answer, the file's creation and the server's time")
    void latest() throws IOException {
        server.withGtids(UUID + ":1-9");
        SourceCursor cursor = start(null, GtidMode.AUTO, StartMode.LATEST);
        BinlogOffset offset = cursor.offset();
        assertThat(offset.coordinates()).hasToString("mysql-bin.000007:9000");
        assertThat(offset.gtids()).isEqualTo(Gtids.parse(UUID + ":1-9"));
        assertThat(offset.fileCreatedSeconds()).isEqualTo(7000);
        assertThat(offset.timestampSeconds()).isEqualTo(FakeServer.NOW);
        assertThat(cursor.identity()).isEqualTo(server.identity);
        assertThat(cursor.address()).isEqualTo("db:3306");
    }

    @Test
    @DisplayName("at the beginning of the oldest file, where the user wants that")
    void earliest() throws IOException {
        BinlogOffset offset = start(null, GtidMode.AUTO, StartMode.EARLIEST).offset();
        assertThat(offset.coordinates()).hasToString("mysql-bin.000005:4");
        assertThat(offset.fileCreatedSeconds()).isEqualTo(5000);
    }

    @ParameterizedTest(name = "journal={0} position={1} timestamp={2}")
    @CsvSource({
        "mysql-bin.000006, 777,  ,         mysql-bin.000006:777",
        "mysql-bin.000006, 777,  6150000,  mysql-bin.000006:777",
        "mysql-bin.000006, 2,    ,         mysql-bin.000006:4",
        "mysql-bin.000006, 0,    ,         mysql-bin.000006:4",
        "mysql-bin.000006, ,     ,         mysql-bin.000006:4",
        "mysql-bin.000006, ,     6100000,  mysql-bin.000006:4",
        ",                 ,     6050000,  mysql-bin.000006:4",
        ",                 ,     7000000,  mysql-bin.000007:4",
        "'  ',             ,     7000000,  mysql-bin.000007:4"})
    @DisplayName("at the configured position: by name and position, name and time, name alone, or time alone")
    void configuredPosition(String journal, Long position, Long timestamp, String expected) throws IOException {
        assertThat(start(configured(journal, position, timestamp, null)).coordinates()).hasToString(expected);
    }

    @Test
    @DisplayName("a configured position inside a file by time stands behind a transaction")
    void behindATransaction() throws IOException {
        BinlogOffset offset = start(configured(null, null, 6_150_000L, null));
        assertThat(offset.coordinates().file()).hasToString("mysql-bin.000006");
        assertThat(offset.coordinates().position()).isGreaterThan(50);
        assertThat(offset.fileCreatedSeconds()).isEqualTo(6000);
    }

    @Test
    @DisplayName("a configured time beside a position is the time of that place")
    void timeOfThePlace() throws IOException {
        assertThat(start(configured("mysql-bin.000006", 777L, 6_150_000L, null)).timestampSeconds()).isEqualTo(6150);
    }

    @Test
    @DisplayName("a configured position of nothing is none")
    void configuredNothing() throws IOException {
        assertThat(start(configured("", null, 0L, " ")).coordinates()).hasToString("mysql-bin.000007:9000");
        assertThat(start(configured(null, 4L, null, null)).coordinates()).hasToString("mysql-bin.000007:9000");
    }

    @Test
    @DisplayName("by a configured GTID set, behind the oldest coordinates")
    void configuredGtid() throws IOException {
        server.withGtids(UUID + ":1-9");
        BinlogOffset offset = start(configured(null, null, null, UUID + ":1-3"), GtidMode.ON, StartMode.LATEST)
                .offset();
        assertThat(offset.gtids()).isEqualTo(Gtids.parse(UUID + ":1-3"));
        assertThat(offset.coordinates()).hasToString("mysql-bin.000005:4");
    }

    @Test
    @DisplayName("a configured GTID set is not ignored in silence where it cannot be used")
    void unusableGtid() throws IOException {
        EntryPosition gtid = configured(null, null, null, UUID + ":1-3");
        assertThat(refused(gtid, GtidMode.ON).kind()).as("a server without").isEqualTo(FaultKind.BAD_START);
        server.withGtids(UUID + ":1-9");
        assertThat(refused(gtid, GtidMode.AUTO).detail()).contains("gtidon=true");
        assertThat(refused(configured(null, null, null, "nonsense"), GtidMode.ON).kind())
                .isEqualTo(FaultKind.BAD_START);
        assertThat(refused(configured(null, null, null, UUID + ":tag:1-3"), GtidMode.ON).detail()).contains("agged");
        assertThat(start(gtid, GtidMode.OFF, StartMode.LATEST).offset().coordinates())
                .as("where GTIDs are turned off, as in Canal").hasToString("mysql-bin.000007:9000");
    }

    @Test
    @DisplayName("a file that the server never had halts, and says which it has")
    void noSuchFile() {
        Fault fault = refused(configured("mysql-bin.000008", 4L, null, null), GtidMode.AUTO);
        assertThat(fault.kind()).isEqualTo(FaultKind.BAD_START);
        assertThat(fault.detail()).contains("mysql-bin.000008").contains("mysql-bin.000005")
                .contains("mysql-bin.000007");
        assertThat(refused(configured("binlog.000006", 4L, null, null), GtidMode.AUTO).kind())
                .isEqualTo(FaultKind.BAD_START);
        assertThat(refused(configured("binlog", 4L, null, null), GtidMode.AUTO).kind()).isEqualTo(FaultKind.BAD_START);
    }

    @Test
    @DisplayName("a file that is purged is left to the policies")
    void purgedFile() throws IOException {
        assertThat(start(configured("mysql-bin.000001", 500L, null, null)).coordinates())
                .hasToString("mysql-bin.000001:500");
        assertThat(start(configured("mysql-bin.000001", null, 6_050_000L, null)).coordinates())
                .hasToString("mysql-bin.000001:4");
    }

    @Test
    @DisplayName("a server without a binlog halts, wherever it should start")
    void noBinlog() {
        server.withoutBinlog();
        assertThat(refused(null, GtidMode.AUTO).kind()).isEqualTo(FaultKind.BINLOG_OFF);
        assertThat(refused(configured("mysql-bin.000006", 4L, null, null), GtidMode.AUTO).kind())
                .isEqualTo(FaultKind.BINLOG_OFF);
        assertThat(refused(configured(null, null, 6_050_000L, null), GtidMode.AUTO).kind())
                .isEqualTo(FaultKind.BINLOG_OFF);
    }
}
