package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.alibaba.otter.canal.parse.exception.CanalParseException;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.exception.TableIdNotFoundException;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.gap.GapJournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
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
