package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.taobao.tddl.dbsync.binlog.LogEvent;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.liveness.Backoff;
import io.github.lockkeeper.liveness.SourceCondition;
import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.ResumePoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The raw events of one attempt")
class AttemptStreamTest {

    private static final SourceName ORDERS = SourceName.of("orders");

    private final SourceCondition condition = new SourceCondition(ORDERS,
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), () -> 0), (line, bad) -> { });
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final AttemptStream stream = new AttemptStream(new CursorTracker().beginAttempt(ORDERS), condition,
            faults::incrementAndGet);
    private final Dump dump = Dump.from(1000);

    private static SourceCursor cursor(long created) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.of(Dump.FILE, 1000)).withFileCreatedSeconds(created)
                .withGtids(Gtids.parse(Dump.UUID + ":1-5"));
        return SourceCursor.of(offset, ServerIdentity.of(1, Dump.UUID), "10.0.0.1:3306");
    }

    @Test
    @DisplayName("gives a boundary at each transaction's end")
    void boundaries() {
        stream.starts(ResumePoint.byCoordinates(cursor(Dump.CREATED)), () -> { });
        assertThat(stream.read(dump.formatDescription(Dump.CREATED))).isEmpty();
        assertThat(stream.read(dump.gtid(6))).isEmpty();
        assertThat(stream.read(dump.query("BEGIN"))).isEmpty();
        assertThat(stream.read(dump.tableMap())).isEmpty();
        assertThat(stream.read(dump.writeRows(1))).isEmpty();
        BinlogOffset boundary = stream.read(dump.xid()).orElseThrow();

        assertThat(boundary.coordinates()).isEqualTo(BinlogCoordinates.of(Dump.FILE, dump.end()));
        assertThat(boundary.gtids()).isEqualTo(Gtids.parse(Dump.UUID + ":1-6"));
        assertThat(boundary.fileCreatedSeconds()).isEqualTo(Dump.CREATED);
        assertThat(stream.fault()).isEmpty();
    }

    @Test
    @DisplayName("I9: a file that was created at another time is another history: REWOUND, before any event of it")
    void rewound() {
        stream.starts(ResumePoint.byCoordinates(cursor(Dump.CREATED - 1)), () -> { });
        LogEvent description = dump.formatDescription(Dump.CREATED);

        assertThatExceptionOfType(SourceFaultException.class).isThrownBy(() -> stream.read(description));
        assertThat(stream.fault()).map(Fault::kind).contains(FaultKind.REWOUND);
        assertThat(stream.fault().orElseThrow().detail()).contains(Dump.FILE)
                .contains(Long.toString(Dump.CREATED)).contains(Long.toString(Dump.CREATED - 1));
        assertThat(faults).as("the dump is closed").hasValue(1);
    }

    @Test
    @DisplayName("I9: an error that overtakes the opening event waits for its judgement, which a stage of the host gives")
    void overtaken() {
        assertThat(stream.awaitOpening(Duration.ofMinutes(1))).as("no dump was begun").isFalse();
        stream.starts(ResumePoint.byCoordinates(cursor(Dump.CREATED - 1)), () -> { });
        assertThat(stream.awaitOpening(Duration.ZERO)).as("nothing was read").isFalse();

        CompletableFuture.runAsync(() -> stream.read(dump.formatDescription(Dump.CREATED)));
        assertThat(stream.awaitOpening(Duration.ofMinutes(1))).isTrue();
        assertThat(stream.fault()).map(Fault::kind).contains(FaultKind.REWOUND);
    }

    @Test
    @DisplayName("an opening event that fits is judged too")
    void openingThatFits() {
        stream.starts(ResumePoint.byCoordinates(cursor(Dump.CREATED)), () -> { });
        stream.read(dump.formatDescription(Dump.CREATED));
        assertThat(stream.awaitOpening(Duration.ofMinutes(1))).isTrue();
        assertThat(stream.fault()).isEmpty();
    }

    @Test
    @DisplayName("the files after the first have creation times of their own")
    void laterFiles() {
        stream.starts(ResumePoint.byCoordinates(cursor(Dump.CREATED)), () -> { });
        stream.read(dump.formatDescription(Dump.CREATED));
        assertThat(stream.read(dump.rotate("mysql-bin.000008"))).isPresent();
        stream.read(dump.artificialRotate("mysql-bin.000008", 4));
        stream.read(dump.formatDescription(Dump.CREATED + 1000));
        stream.read(dump.query("BEGIN"));
        assertThat(stream.read(dump.xid()).orElseThrow().fileCreatedSeconds()).isEqualTo(Dump.CREATED + 1000);
    }

    @Test
    @DisplayName("a cursor that knows no creation time is believed, and learns it")
    void unknownCreation() {
        stream.starts(ResumePoint.byCoordinates(cursor(0)), () -> { });
        stream.read(dump.formatDescription(Dump.CREATED));
        stream.read(dump.query("BEGIN"));
        assertThat(stream.read(dump.xid()).orElseThrow().fileCreatedSeconds()).isEqualTo(Dump.CREATED);
    }

    @Test
    @DisplayName("a dump by GTID may begin in any file")
    void byGtid() {
        stream.starts(ResumePoint.byGtid(cursor(Dump.CREATED - 1)), () -> { });
        stream.read(dump.artificialRotate("mysql-bin.000003", 4));
        stream.read(dump.formatDescription(Dump.CREATED));
        stream.read(dump.gtid(6));
        stream.read(dump.query("BEGIN"));
        assertThat(stream.read(dump.xid())).map(BinlogOffset::coordinates)
                .contains(BinlogCoordinates.of("mysql-bin.000003", dump.end()));
    }

    @Test
    @DisplayName("I10: a dump that another server sends than the one that was asked is refused, before any event of it")
    void otherServer() {
        stream.starts(ResumePoint.byCoordinates(cursor(0).withIdentity(ServerIdentity.of(2, ""))), arrivals::incrementAndGet);
        LogEvent opening = Dump.from(1000).artificialRotate(Dump.FILE, 1000);
        assertThatExceptionOfType(SourceFaultException.class).isThrownBy(() -> stream.read(opening));
        assertThat(stream.fault()).map(Fault::kind).contains(FaultKind.CONNECTION);
        assertThat(arrivals).hasValue(0);
    }

    @Test
    @DisplayName("I10: a server whose id nobody knows is believed")
    void unknownServer() {
        stream.starts(ResumePoint.byCoordinates(cursor(0).withIdentity(ServerIdentity.UNKNOWN)), arrivals::incrementAndGet);
        stream.read(Dump.from(1000).artificialRotate(Dump.FILE, 1000));
        assertThat(stream.fault()).isEmpty();
    }

    @Test
    @DisplayName("I13: an arrival is told once, with the description of the first file, if that is the right one")
    void arrival() {
        stream.starts(ResumePoint.byCoordinates(cursor(Dump.CREATED)), arrivals::incrementAndGet);
        stream.read(dump.artificialRotate(Dump.FILE, 1000));
        assertThat(arrivals).hasValue(0);
        stream.read(dump.formatDescription(Dump.CREATED));
        stream.read(dump.formatDescription(Dump.CREATED));
        assertThat(arrivals).hasValue(1);

        AttemptStream rewound = new AttemptStream(new CursorTracker().beginAttempt(ORDERS), condition, () -> { });
        rewound.starts(ResumePoint.byCoordinates(cursor(Dump.CREATED - 1)), arrivals::incrementAndGet);
        LogEvent description = dump.formatDescription(Dump.CREATED);
        assertThatExceptionOfType(SourceFaultException.class).isThrownBy(() -> rewound.read(description));
        assertThat(arrivals).hasValue(1);
    }

    @Test
    @DisplayName("what the stages of an attempt that is over still read says nothing about the source")
    void over() {
        condition.started();
        stream.starts(ResumePoint.byCoordinates(cursor(0)), arrivals::incrementAndGet);
        condition.failed(Fault.of(FaultKind.CONNECTION, "reset"));
        stream.end();
        stream.delivered(true);
        stream.read(dump.heartbeat(dump.end()));
        assertThat(condition.state()).isEqualTo(SourceState.RETRYING);
    }

    @Test
    @DisplayName("I8: an event that must not be passed over ends the attempt, is kept as its fault, and told once")
    void undecodable() {
        stream.starts(ResumePoint.byCoordinates(cursor(0)), () -> { });
        LogEvent payload = dump.event(40, 0, new BinlogBytes().hex("02 01 00 00 28 b5 2f fd"));

        assertThatExceptionOfType(SourceFaultException.class).isThrownBy(() -> stream.read(payload));
        assertThat(stream.fault()).map(Fault::kind).contains(FaultKind.COMPRESSED_TRANSACTION);
        assertThat(faults).hasValue(1);
    }

    @Test
    @DisplayName("a tagged GTID goes on without a set")
    void tagged() {
        stream.starts(ResumePoint.byCoordinates(cursor(0)), () -> { });
        stream.read(dump.event(42, 0, new BinlogBytes().hex("02 76 00 00 02 02 25 02")));
        stream.read(dump.query("BEGIN"));
        assertThat(stream.read(dump.xid()).orElseThrow().gtids().isPresent()).isFalse();
    }

    @Test
    @DisplayName("MariaDB's GTID opens a group without a BEGIN")
    void mariaDb() {
        stream.starts(ResumePoint.byCoordinates(cursor(0)), () -> { });
        stream.read(dump.mariaDbGtid(7));
        stream.read(dump.tableMap());
        assertThat(stream.read(dump.heartbeat(dump.end() + 1))).isEmpty();
        stream.read(dump.writeRows(1));
        assertThat(stream.read(dump.xid())).isPresent();
    }

    @Test
    @DisplayName("a statement of MariaDB's behind a TABLE_MAP is inside its group")
    void mariaDbStatement() {
        stream.starts(ResumePoint.byCoordinates(cursor(0)), () -> { });
        stream.read(dump.mariaDbGtid(7));
        stream.read(dump.tableMap());
        assertThat(stream.read(dump.query("DROP TEMPORARY TABLE IF EXISTS `x`"))).isEmpty();
        assertThat(stream.read(dump.query("COMMIT"))).isPresent();
    }

    @Test
    @DisplayName("an anonymous GTID announces a transaction too: no heartbeat between them")
    void anonymous() {
        stream.starts(ResumePoint.byCoordinates(cursor(0)), () -> { });
        stream.read(dump.anonymousGtid());
        assertThat(stream.read(dump.heartbeat(dump.end() + 1))).isEmpty();
        stream.read(dump.query("BEGIN"));
        assertThat(stream.read(dump.xid()).orElseThrow().gtids()).isEqualTo(Gtids.parse(Dump.UUID + ":1-5"));
    }

    @Test
    @DisplayName("what opens every dump makes it STREAMING, but ends no halt; a boundary or a heartbeat does")
    void condition() {
        condition.started();
        stream.starts(ResumePoint.byCoordinates(cursor(0)), () -> { });
        stream.read(dump.formatDescription(Dump.CREATED));
        assertThat(condition.state()).isEqualTo(SourceState.STREAMING);

        condition.failed(Fault.of(FaultKind.INCIDENT, "lost"));
        stream.read(dump.formatDescription(Dump.CREATED));
        stream.read(dump.query("BEGIN"));
        assertThat(condition.state()).isEqualTo(SourceState.HALTED);
        stream.read(dump.xid());
        assertThat(condition.state()).as("read, but not yet in the store").isEqualTo(SourceState.HALTED);
        stream.delivered(true);
        assertThat(condition.state()).isEqualTo(SourceState.STREAMING);

        condition.failed(Fault.of(FaultKind.INCIDENT, "lost"));
        stream.read(dump.heartbeat(dump.end()));
        assertThat(condition.state()).isEqualTo(SourceState.STREAMING);

        condition.failed(Fault.of(FaultKind.INCIDENT, "lost"));
        stream.end();
        stream.delivered(true);
        assertThat(condition.state()).as("told by an attempt that is over").isEqualTo(SourceState.HALTED);
    }
}
