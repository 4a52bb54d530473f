package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.alibaba.otter.canal.parse.exception.CanalParseException;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.exception.TableIdNotFoundException;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.FaultSamples;
import io.github.lockkeeper.fault.FaultSamples.Sample;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.gap.GapJournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What ended an attempt")
class FaultReaderTest {

    static Stream<Arguments> known() {
        return Stream.of(
                Arguments.of(new SourceFaultException(FaultKind.REWOUND, "created later"), FaultKind.REWOUND),
                Arguments.of(new CursorStoreException(CursorStoreException.Kind.UNAVAILABLE, "the disk", "is full",
                        "Make room."), FaultKind.STORE_UNAVAILABLE),
                Arguments.of(new GapJournalException(GapJournalException.Kind.UNAVAILABLE, "the disk", "is full",
                        "Make room."), FaultKind.STORE_UNAVAILABLE),
                Arguments.of(new TableIdNotFoundException("not found tableId:108"), FaultKind.TABLE_MAP_MISSING),
                Arguments.of(new IOException("connection reset"), FaultKind.CONNECTION),
                Arguments.of(new ClosedByInterruptException(), FaultKind.CONNECTION),
                Arguments.of(new IllegalStateException("odd"), FaultKind.UNCLASSIFIED),
                Arguments.of(new NullPointerException(), FaultKind.UNCLASSIFIED),
                Arguments.of(new OutOfMemoryError("heap"), FaultKind.UNCLASSIFIED));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("known")
    @DisplayName("is known bare and wrapped, once or twice, as serial and parallel mode do")
    void wrapped(Throwable failure, FaultKind kind) {
        assertThat(FaultReader.read(failure).kind()).isEqualTo(kind);
        assertThat(FaultReader.read(new CanalParseException(failure)).kind()).isEqualTo(kind);
        assertThat(FaultReader.read(new CanalParseException("dump", new CanalParseException(failure))).kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Error When doing Client Authentication:ErrorPacket [errorNumber=1045, fieldCount=-1, message=Access denied for "
                + "user 'canal'@'10.0.0.9' (using password: YES), sqlState=28000, sqlStateMarker=#]",
        "Received error packet: errno = 1227, sqlstate = 42000 errmsg = Access denied; you need (at least one of) the "
                + "REPLICATION SLAVE privilege(s) for this operation"})
    @DisplayName("an account that may not is told from a broken connection")
    void denied(String message) {
        assertThat(FaultReader.read(new CanalParseException(new IOException(message))).kind())
                .isEqualTo(FaultKind.ACCESS_DENIED);
    }

    static Stream<Sample> servers() {
        return Stream.of(FaultSamples.dumpErrors(), FaultSamples.otherErrors(), FaultSamples.unknown())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    @DisplayName("what a server says is known by its text and number, as a dump and a statement tell it, however wrapped")
    void servers(Sample sample) {
        Throwable failure = new IOException(sample.command().isEmpty() ? sample.inDump() : sample.inAnswer());
        for (Throwable wrapped : List.of(failure, new CanalParseException(failure),
                new CanalParseException("dump", new CanalParseException(failure)),
                new CanalParseException(new CanalParseException(failure).toString()))) {
            Fault fault = FaultReader.read(wrapped);
            assertThat(fault.kind()).isEqualTo(sample.kind());
            assertThat(fault.errno()).isEqualTo(sample.errno());
        }
    }

    /** Has the name of the one that Canal throws after 1.1.8, which the version here does not have. */
    private static final class ServerLogPurgedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ServerLogPurgedException(String text) {
            super(text);
        }
    }

    static Stream<Arguments> purges() {
        return Stream.of(
                Arguments.of("ServerLogPurged by  errno = 1236, sqlstate = HY000 errmsg = Could not find first log file "
                        + "name in binary log index file", FaultKind.BINLOG_PURGED),
                Arguments.of("ServerLogPurged by  errno = 1236, sqlstate = HY000 errmsg = The slave is connecting using "
                        + "CHANGE MASTER TO MASTER_AUTO_POSITION = 1, but the master has purged binary logs containing "
                        + "GTIDs that the slave requires.", FaultKind.GTIDS_PURGED),
                Arguments.of("Could not find first log file name in binary log index file while looking for the oldest "
                        + "binary log that contains any GTID that is not in the given gtid set", FaultKind.GTIDS_PURGED),
                Arguments.of("ServerLogPurged by  errno = 1236, sqlstate = HY000 errmsg = there are purged binary logs",
                        FaultKind.BINLOG_PURGED),
                Arguments.of("something else", FaultKind.BINLOG_PURGED),
                Arguments.of(null, FaultKind.BINLOG_PURGED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("purges")
    @DisplayName("the class that later versions throw for a purge is one, whatever its text says")
    void purges(String text, FaultKind kind) {
        for (Throwable failure : List.of(new ServerLogPurgedException(text),
                new CanalParseException("dump", new CanalParseException(new ServerLogPurgedException(text))))) {
            assertThat(FaultReader.read(failure).kind()).isEqualTo(kind);
            assertThat(FaultReader.read(failure).errno()).isEqualTo(1236);
        }
    }

    @Test
    @DisplayName("the missing transactions come along")
    void missing() {
        assertThat(FaultReader.read(new CanalParseException(new IOException("Received error packet: errno = 1236, "
                + "sqlstate = HY000 errmsg = Cannot replicate because the source purged required binary logs. The GTID set "
                + "sent by the replica is '', and the missing transactions are '3e11fa47-71ca-11e1-9e33-c80aa9429562:2'.")))
                .missingTransactions()).contains("3e11fa47-71ca-11e1-9e33-c80aa9429562:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"binlog event checksum mismatch", "Event crc check failed!"})
    @DisplayName("bytes that were spoilt may have been so on their way")
    void spoilt(String text) {
        assertThat(FaultReader.read(new CanalParseException(new IllegalStateException(text))).kind())
                .isEqualTo(FaultKind.CONNECTION);
    }

    @Test
    @DisplayName("words of a statement are not taken for a server's")
    void forged() {
        assertThat(FaultReader.read(new CanalParseException("parse failed: CREATE TABLE t (a int COMMENT 'Received error "
                + "packet: errno = 1236, sqlstate = HY000 errmsg = Could not find first log file name')")).kind())
                .isEqualTo(FaultKind.UNCLASSIFIED);
    }

    @Test
    @DisplayName("an error that the server sent is told from one of the connection")
    void sentByServer() {
        IOException sent = new IOException("Received error packet: errno = 1236, sqlstate = HY000 errmsg = log event "
                + "entry exceeded max_allowed_packet");
        assertThat(FaultReader.isSentByServer(sent)).isTrue();
        assertThat(FaultReader.isSentByServer(new CanalParseException("dump", new CanalParseException(sent)))).isTrue();
        assertThat(FaultReader.isSentByServer(new IOException("connection reset"))).isFalse();
        assertThat(FaultReader.isSentByServer(new NullPointerException())).isFalse();
    }

    @Test
    @DisplayName("an event that breaks the host's decoder halts: read again it breaks it again")
    void decoder() {
        Dump dump = Dump.from(1000);
        Throwable failure = catchThrowable(() -> dump.event(LogEvent.QUERY_EVENT, 0, new BinlogBytes().uint(1, 4)));
        assertThat(FaultReader.read(failure).kind()).isEqualTo(FaultKind.UNDECODABLE_EVENT);
        assertThat(FaultReader.read(new CanalParseException(failure)).kind()).isEqualTo(FaultKind.UNDECODABLE_EVENT);
    }

    @Test
    @DisplayName("rows without a TABLE_MAP break the decoder too, and are known for what they are")
    void rowsWithoutTableMap() {
        Throwable failure = catchThrowable(() -> Dump.from(1000).writeRows(5));
        assertThat(FaultReader.read(failure).kind()).isEqualTo(FaultKind.TABLE_MAP_MISSING);
    }

    @Test
    @DisplayName("the text is that of the deepest cause, with its class")
    void deepest() {
        Fault fault = FaultReader.read(new CanalParseException("outer", new UncheckedIOException(
                new IOException("Received error packet: errno = 1236, sqlstate = HY000 errmsg = Could not find first log"))));
        assertThat(fault.detail()).startsWith("IOException").contains("1236").doesNotContain("outer");
    }

    @Test
    @DisplayName("causes that go in a circle end somewhere")
    void circle() {
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);
        assertThat(FaultReader.read(a).kind()).isEqualTo(FaultKind.UNCLASSIFIED);
    }
}
