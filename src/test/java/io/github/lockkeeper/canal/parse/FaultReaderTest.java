package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.alibaba.otter.canal.parse.exception.CanalParseException;
import com.taobao.tddl.dbsync.binlog.LogBuffer;
import com.taobao.tddl.dbsync.binlog.LogContext;
import com.taobao.tddl.dbsync.binlog.LogDecoder;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import com.taobao.tddl.dbsync.binlog.event.FormatDescriptionLogEvent;
import com.taobao.tddl.dbsync.binlog.exception.TableIdNotFoundException;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the host throws, as it wraps it, is read for what it is. */
class FaultReaderTest {

    @Test
    void an_event_that_breaks_the_hosts_decoder_is_undecodable_however_it_is_wrapped() {
        Throwable broken = catchThrowable(FaultReaderTest::decodeTornQuery);
        assertThat(broken).isNotNull();
        assertThat(kind(broken)).isEqualTo(FaultKind.UNDECODABLE_EVENT);
        assertThat(kind(new CanalParseException(new IOException("wrapped", broken)))).isEqualTo(FaultKind.UNDECODABLE_EVENT);
        assertThat(FaultReader.read(broken).detail()).startsWith("an event that this Canal cannot decode: ");
    }

    @Test
    void a_broken_connection_is_no_undecodable_event() {
        assertThat(kind(new CanalParseException(new IOException("Unexpected End Stream")))).isEqualTo(FaultKind.CONNECTION);
    }

    @Test
    void a_refused_account_is_told_by_the_servers_text() {
        assertThat(kind(new CanalParseException(new IOException("connect failure",
                new IOException("Access denied for user 'canal'@'%'"))))).isEqualTo(FaultKind.ACCESS_DENIED);
        assertThat(kind(new IOException("Access denied; you need (at least one of) the REPLICATION CLIENT privilege(s)")))
                .isEqualTo(FaultKind.ACCESS_DENIED);
    }

    @Test
    void what_is_known_for_what_it_is_stays_so_in_any_depth() {
        assertThat(kind(new CanalParseException(new SourceFaultException(FaultKind.REWOUND, "seen"))))
                .isEqualTo(FaultKind.REWOUND);
        assertThat(kind(new CanalParseException(new TableIdNotFoundException("not found tableId:7"))))
                .isEqualTo(FaultKind.TABLE_MAP_MISSING);
        assertThat(kind(new CanalParseException(new CursorStoreException(CursorStoreException.Kind.UNAVAILABLE, "a file",
                "cannot be written", "Mend it.")))).isEqualTo(FaultKind.STORE_UNAVAILABLE);
    }

    @Test
    void anything_else_is_unclassified_and_a_loop_of_causes_ends() {
        assertThat(kind(new IllegalStateException("who knows"))).isEqualTo(FaultKind.UNCLASSIFIED);
        RuntimeException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));
        assertThat(kind(one)).isEqualTo(FaultKind.UNCLASSIFIED);
    }

    private static FaultKind kind(Throwable failure) {
        return FaultReader.read(failure).kind();
    }

    /** A QUERY event whose status variables reach behind its end. */
    private static void decodeTornQuery() throws IOException {
        byte[] bytes = new byte[34];
        bytes[4] = LogEvent.QUERY_EVENT;
        bytes[9] = (byte) bytes.length;
        bytes[19 + 11] = 100;
        LogContext context = new LogContext();
        context.setFormatDescription(FormatDescriptionLogEvent.FORMAT_DESCRIPTION_EVENT_5_x);
        new LogDecoder(LogEvent.UNKNOWN_EVENT, LogEvent.ENUM_END_EVENT).decode(new LogBuffer(bytes, 0, bytes.length), context);
    }
}
