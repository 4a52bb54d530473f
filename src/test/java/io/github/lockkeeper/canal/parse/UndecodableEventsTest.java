package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.IncidentLogEvent;
import com.taobao.tddl.dbsync.binlog.event.UnknownLogEvent;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("I8: events that the host would pass over although they may hold rows")
class UndecodableEventsTest {

    /** A payload of MySQL 8.0.20: ZSTD, 183 bytes packed out of 345, then the frame. */
    private static final String PAYLOAD = "02 01 00 03 03 fc 59 01 01 03 fc b7 00 00 28 b5 2f fd 00 58 6c 05 00 "
            + "c2 88 21 1a a0 29 1d 00 08 00 20 00 10 04 00 40 00 b8 02 71";

    private final Dump dump = Dump.from(1000);

    private static Fault refused(LogEvent event) {
        return catchThrowableOfType(SourceFaultException.class, () -> UndecodableEvents.refuse(event)).fault();
    }

    private static void passed(LogEvent event) {
        assertThatCode(() -> UndecodableEvents.refuse(event)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "flags {0}")
    @ValueSource(ints = {0, Dump.IGNORABLE})
    @DisplayName("a compressed transaction of MySQL (40) halts, and says where it starts")
    void payload(int flags) {
        LogEvent event = dump.event(40, flags, new BinlogBytes().hex(PAYLOAD));

        Fault fault = refused(event);
        assertThat(fault.kind()).isEqualTo(FaultKind.COMPRESSED_TRANSACTION);
        assertThat(fault.detail()).contains("type 40").contains(Dump.FILE + ":1000");
        assertThat(fault.halts()).isTrue();
    }

    @ParameterizedTest(name = "type {0}")
    @ValueSource(ints = {165, 166, 167, 168, 169, 170, 171})
    @DisplayName("a compressed event of MariaDB (165–171) halts")
    void mariaDbCompressed(int type) {
        LogEvent event = dump.event(type, 0, new BinlogBytes().hex("6c 00 00 00 00 00 01 00 82 2e 01 78 9c 63"));

        assertThat(event).as("outside the host's decoder").isInstanceOf(UnknownLogEvent.class);
        assertThat(refused(event).kind()).isEqualTo(FaultKind.COMPRESSED_TRANSACTION);
    }

    @ParameterizedTest(name = "type {0}")
    @ValueSource(ints = {43, 60, 100, 159, 172, 250})
    @DisplayName("an unknown type halts")
    void unknown(int type) {
        assertThat(refused(dump.event(type, 0, new BinlogBytes().hex("01 02 03 04"))).kind())
                .isEqualTo(FaultKind.UNDECODABLE_EVENT);
    }

    @ParameterizedTest(name = "type {0}")
    @ValueSource(ints = {43, 60, 159, 172, 250})
    @DisplayName("an unknown type with the flag that says it may be ignored is let pass")
    void ignorable(int type) {
        passed(dump.event(type, Dump.IGNORABLE, new BinlogBytes().hex("01 02 03 04")));
    }

    @ParameterizedTest(name = "type {0}")
    @ValueSource(ints = {7, 20, 21, 22})
    @DisplayName("rows of a server before 5.1, which the host skips, halt")
    void ancient(int type) {
        assertThat(refused(dump.event(type, 0, new BinlogBytes().hex("01 02 03 04"))).kind())
                .isEqualTo(FaultKind.UNDECODABLE_EVENT);
    }

    @Test
    @DisplayName("an INCIDENT halts, with what the server said")
    void incident() {
        dump.formatDescription(Dump.CREATED);
        String text = "error writing to the binary log";
        LogEvent event = dump.event(LogEvent.INCIDENT_EVENT, 0,
                new BinlogBytes().uint(1, 2).uint(text.length(), 1).text(text));

        assertThat(event).isInstanceOf(IncidentLogEvent.class);
        assertThat(refused(event).kind()).isEqualTo(FaultKind.INCIDENT);
        assertThat(refused(event).detail()).contains(text);
    }

    @Test
    @DisplayName("an INCIDENT of a kind nobody knows halts too")
    void unknownIncident() {
        assertThat(refused(dump.event(LogEvent.INCIDENT_EVENT, 0, new BinlogBytes().uint(9, 2))).kind())
                .isEqualTo(FaultKind.INCIDENT);
    }

    @Test
    @DisplayName("a tagged GTID (42) is let pass: it holds no rows, and its transaction follows")
    void taggedGtid() {
        passed(dump.event(42, 0, new BinlogBytes().hex("02 76 00 00 02 02 25 02 dc f0 09 02 30 f9 03 22")));
    }

    @Test
    @DisplayName("a heartbeat of version 2 (41) is let pass")
    void heartbeatV2() {
        passed(dump.event(41, 0, new BinlogBytes().hex("01 10 6d 79 73 71 6c 2d 62 69 6e 2e 30 30 30 30 30 37 02 02")));
    }

    @Test
    @DisplayName("all that the host decodes is let pass")
    void known() {
        List<LogEvent> events = List.of(dump.mariaDbGtid(3),
                dump.event(LogEvent.ANNOTATE_ROWS_EVENT, 0, new BinlogBytes().text("INSERT")),
                dump.formatDescription(Dump.CREATED), dump.gtid(1), dump.query("BEGIN"),
                dump.rowsQuery("INSERT INTO t VALUES (5)"), dump.tableMap(), dump.writeRows(5), dump.xid(),
                dump.anonymousGtid(), dump.query("CREATE DATABASE d"), dump.xaPrepare(false), dump.heartbeat(9000),
                dump.event(LogEvent.PREVIOUS_GTIDS_LOG_EVENT, Dump.IGNORABLE, new BinlogBytes().uint(0, 8)),
                dump.event(LogEvent.STOP_EVENT, 0, new BinlogBytes()), dump.rotate("mysql-bin.000008"));
        events.forEach(UndecodableEventsTest::passed);
    }
}
