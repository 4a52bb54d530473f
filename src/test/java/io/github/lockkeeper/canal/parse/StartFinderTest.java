package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.canal.meta.Alarms;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("How a source resumes on the server that answers")
class StartFinderTest {

    private static final String UUID = FakeServer.UUID;
    private static final String OTHER_UUID = "ffffffff-71ca-11e1-9e33-c80aa9429562";
    private static final String FILE = "mysql-bin.000006";
    private static final long CREATED = 1000;

    private final FakeServer server = new FakeServer();
    private final Alarms alarms = new Alarms();
    private final DumpedFiles dumps = new DumpedFiles().file(FILE, CREATED, dump -> List.of());

    private static SourceCursor cursor(String gtids) {
        return cursor(gtids, ServerIdentity.of(1, UUID));
    }

    private static SourceCursor cursor(String gtids, ServerIdentity identity) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.of(FILE, 500)).withGtids(Gtids.parse(gtids))
                .withFileCreatedSeconds(CREATED).withTimestampSeconds(2000);
        return SourceCursor.of(offset, identity, "old:3306").withExtras(Map.of("later", 1));
    }

    private SourceStart resume(GtidMode mode, SourceCursor cursor) throws IOException {
        return new StartFinder(SourceName.of("orders"), mode, new Reporter("group", alarms))
                .resume(cursor, server, "new:3306", () -> new TimeSearch(dumps, server, () -> true));
    }

    private Fault refused(GtidMode mode, SourceCursor cursor) {
        return catchThrowableOfType(SourceFaultException.class, () -> resume(mode, cursor)).fault();
    }

    private void resumesByCoordinates(SourceStart start) {
        assertThat(start.isByGtid()).isFalse();
        assertThat(start.cursor().offset().coordinates()).hasToString(FILE + ":500");
        assertThat(start.cursor().address()).isEqualTo("new:3306");
        assertThat(start.cursor().identity()).isEqualTo(server.identity);
        assertThat(start.cursor().offset().fileCreatedSeconds()).isEqualTo(CREATED);
    }

    @ParameterizedTest
    @EnumSource(GtidMode.class)
    @DisplayName("the same server without GTIDs: by coordinates, without a set, in each mode")
    void sameServerWithoutGtids(GtidMode mode) throws IOException {
        SourceStart start = resume(mode, cursor(UUID + ":1-5"));
        resumesByCoordinates(start);
        assertThat(start.cursor().offset().gtids()).isEqualTo(Gtids.none());
        assertThat(alarms.raised).isEmpty();
    }

    @Test
    @DisplayName("the same server with GTIDs: auto goes by coordinates and keeps the set, true by the set, false has none")
    void sameServerWithGtids() throws IOException {
        server.withGtids(UUID + ":1-9");
        SourceStart auto = resume(GtidMode.AUTO, cursor(UUID + ":1-5"));
        resumesByCoordinates(auto);
        assertThat(auto.cursor().offset().gtids()).isEqualTo(Gtids.parse(UUID + ":1-5"));

        SourceStart on = resume(GtidMode.ON, cursor(UUID + ":1-5"));
        assertThat(on.isByGtid()).isTrue();
        assertThat(on.cursor().offset().gtids()).isEqualTo(Gtids.parse(UUID + ":1-5"));

        SourceStart off = resume(GtidMode.OFF, cursor(UUID + ":1-5"));
        resumesByCoordinates(off);
        assertThat(off.cursor().offset().gtids()).isEqualTo(Gtids.none());
    }

    @Test
    @DisplayName("a cursor without a set gets that of its place, read from the binlog")
    void withoutSet() throws IOException {
        server.withGtids(UUID + ":1-9").beforeAnyPlace = GtidSet.parse(UUID + ":1-4");
        SourceStart start = resume(GtidMode.ON, cursor(""));
        assertThat(server.asked).contains("gtids before " + FILE + ":500");
        assertThat(start.isByGtid()).isTrue();
        assertThat(start.cursor().offset().gtids()).isEqualTo(Gtids.parse(UUID + ":1-4"));
    }

    @Test
    @DisplayName("with an empty set the host dumps by coordinates, and so does ours: it means the same")
    void emptySet() throws IOException {
        server.withGtids(UUID + ":1-9").beforeAnyPlace = GtidSet.EMPTY;
        resumesByCoordinates(resume(GtidMode.ON, cursor("")));
        resumesByCoordinates(resume(GtidMode.ON, cursor("empty")));
    }

    @ParameterizedTest
    @EnumSource(value = GtidMode.class, names = {"AUTO", "ON"})
    @DisplayName("I9: the same server that has not executed what was delivered went back: REWOUND")
    void wentBack(GtidMode mode) {
        server.withGtids(UUID + ":1-3");
        Fault fault = refused(mode, cursor(UUID + ":1-5"));
        assertThat(fault.kind()).isEqualTo(FaultKind.REWOUND);
        assertThat(fault.detail()).contains(UUID + ":4-5");
    }

    @Test
    @DisplayName("I9: by GTID a file that was made anew shows that the numbers were given again: REWOUND")
    void madeAnew() throws IOException {
        server.withGtids(UUID + ":1-9");
        dumps.file(FILE, CREATED + 77, dump -> List.of());
        assertThat(refused(GtidMode.ON, cursor(UUID + ":1-5")).kind()).isEqualTo(FaultKind.REWOUND);
        resumesByCoordinates(resume(GtidMode.AUTO, cursor(UUID + ":1-5")));
    }

    @Test
    @DisplayName("I9: by GTID a server whose files all come before that of the cursor began anew: REWOUND")
    void beganAnew() {
        // RESET MASTER, then more transactions than were delivered before it: the set alone agrees.
        server.withGtids(UUID + ":1-900").files = List.of(BinlogFileName.parse("mysql-bin.000001"),
                BinlogFileName.parse("mysql-bin.000002"));
        assertThat(refused(GtidMode.ON, cursor(UUID + ":1-5")).kind()).isEqualTo(FaultKind.REWOUND);
    }

    @Test
    @DisplayName("I9: by GTID a file that is no longer there shows nothing, nor a creation time that is not known")
    void nothingToShow() throws IOException {
        server.withGtids(UUID + ":1-9");
        SourceCursor unknown = cursor(UUID + ":1-5");
        unknown = unknown.withOffset(unknown.offset().withFileCreatedSeconds(0));
        assertThat(resume(GtidMode.ON, unknown).isByGtid()).isTrue();
        server.files = List.of(BinlogFileName.parse("mysql-bin.000007"));
        assertThat(resume(GtidMode.ON, cursor(UUID + ":1-5")).isByGtid()).isTrue();
        server.files = List.of(BinlogFileName.parse("renamed-bin.000001"));
        assertThat(resume(GtidMode.ON, cursor(UUID + ":1-5")).isByGtid()).isTrue();
        assertThat(dumps.opened).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = GtidMode.class, names = {"AUTO", "ON"})
    @DisplayName("another server with the whole history: by the set, and somebody is told")
    void anotherServer(GtidMode mode) throws IOException {
        server.withGtids(UUID + ":1-9," + OTHER_UUID + ":1-3").identity = ServerIdentity.of(2, OTHER_UUID);
        SourceStart start = resume(mode, cursor(UUID + ":1-5"));
        assertThat(start.isByGtid()).isTrue();
        assertThat(start.cursor().identity()).isEqualTo(server.identity);
        assertThat(start.cursor().offset().gtids()).isEqualTo(Gtids.parse(UUID + ":1-5"));
        assertThat(alarms.raised).singleElement().asString().contains("orders").contains("changed");
    }

    @Test
    @DisplayName("another server that lacks what was delivered, or has purged what was not: halted, with both sets")
    void anotherHistory() {
        server.withGtids(UUID + ":1-4").identity = ServerIdentity.of(2, OTHER_UUID);
        Fault lacks = refused(GtidMode.AUTO, cursor(UUID + ":1-5"));
        assertThat(lacks.kind()).isEqualTo(FaultKind.DIVERGED);
        assertThat(lacks.detail()).contains(UUID + ":5");

        server.withGtids(UUID + ":1-9").purged = GtidSet.parse(UUID + ":1-7");
        Fault purged = refused(GtidMode.AUTO, cursor(UUID + ":1-5"));
        assertThat(purged.kind()).isEqualTo(FaultKind.DIVERGED);
        assertThat(purged.detail()).contains(UUID + ":6-7");
    }

    @Test
    @DisplayName("another server without a set on both sides: coordinates mean nothing there")
    void foreign() {
        server.identity = ServerIdentity.of(2, OTHER_UUID);
        assertThat(refused(GtidMode.AUTO, cursor(UUID + ":1-5")).kind()).isEqualTo(FaultKind.FOREIGN_SERVER);
        server.withGtids(UUID + ":1-9");
        assertThat(refused(GtidMode.AUTO, cursor("")).kind()).isEqualTo(FaultKind.FOREIGN_SERVER);
        assertThat(refused(GtidMode.AUTO, cursor("empty")).kind()).isEqualTo(FaultKind.FOREIGN_SERVER);
        assertThat(refused(GtidMode.AUTO, cursor("0-1-100")).kind()).isEqualTo(FaultKind.FOREIGN_SERVER);
        Fault off = refused(GtidMode.OFF, cursor(UUID + ":1-5"));
        assertThat(off.kind()).isEqualTo(FaultKind.FOREIGN_SERVER);
        assertThat(off.detail()).contains("old:3306").contains("new:3306").contains(UUID).contains(OTHER_UUID);
    }

    @Test
    @DisplayName("a server is told by its uuid where both are known, else by its id")
    void sameServer() throws IOException {
        server.identity = ServerIdentity.of(9, UUID);
        resumesByCoordinates(resume(GtidMode.AUTO, cursor("")));
        server.identity = ServerIdentity.of(1, OTHER_UUID);
        assertThat(refused(GtidMode.AUTO, cursor("")).kind()).isEqualTo(FaultKind.FOREIGN_SERVER);
        resumesByCoordinates(resume(GtidMode.AUTO, cursor("", ServerIdentity.of(1, ""))));
        resumesByCoordinates(resume(GtidMode.AUTO, cursor("", ServerIdentity.UNKNOWN)));
    }
}
