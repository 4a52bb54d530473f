package io.github.lockkeeper.fallback;

import static io.github.lockkeeper.catalog.Catalogs.OTHER_SERVER;
import static io.github.lockkeeper.catalog.Catalogs.OTHER_UUID;
import static io.github.lockkeeper.fallback.Cases.UUID;
import static io.github.lockkeeper.fallback.Cases.cursor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whether a cursor can resume, and if not, why")
class DiagnosisTest {

    private static final BinlogCatalog FILES =
            Catalogs.of("mysql-bin.000005:900", "mysql-bin.000006:900", "mysql-bin.000007:300");
    private static final BinlogCatalog GTIDS = Catalogs.withGtids(FILES, UUID + ":1-9", UUID + ":1-3");

    private static Optional<Fault> byCoordinates(BinlogCatalog server, SourceCursor cursor) {
        return new Diagnosis(server).of(cursor, false, Optional.empty());
    }

    private static Optional<Fault> byGtid(BinlogCatalog server, SourceCursor cursor) {
        return new Diagnosis(server).of(cursor, true, Optional.empty());
    }

    private static FaultKind kind(Optional<Fault> fault) {
        return fault.orElseThrow().kind();
    }

    @Test
    @DisplayName("a place that is there, and a set of which nothing is purged, can be used")
    void usable() {
        assertThat(byCoordinates(FILES, cursor("mysql-bin.000005:500", ""))).isEmpty();
        assertThat(byCoordinates(GTIDS, cursor("mysql-bin.000005:500", UUID + ":1-4"))).isEmpty();
        assertThat(byGtid(GTIDS, cursor("mysql-bin.000005:500", UUID + ":1-3"))).isEmpty();
        assertThat(byGtid(GTIDS, cursor("mysql-bin.000001:500", UUID + ":1-4"))).as("file names do not matter").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-bin.000004:500", "renamed.000005:500"})
    @DisplayName("a place that is gone or renamed is purged")
    void purged(String place) {
        Fault fault = byCoordinates(GTIDS, cursor(place, UUID + ":1-3")).orElseThrow();
        assertThat(fault.kind()).isEqualTo(FaultKind.BINLOG_PURGED);
        assertThat(fault.detail()).contains(place).contains("mysql-bin.000005 to mysql-bin.000007");
    }

    @Test
    @DisplayName("I9: a purged place in front of which something was delivered that is not purged: the numbers were given again")
    void givenAgain() {
        Fault fault = byCoordinates(GTIDS, cursor("mysql-bin.000004:500", UUID + ":1-5")).orElseThrow();
        assertThat(fault.kind()).isEqualTo(FaultKind.REWOUND);
        assertThat(fault.detail()).contains("mysql-bin.000004:500");
    }

    @Test
    @DisplayName("a file that was removed by rm is purged")
    void removed() {
        BinlogCatalog hole = Catalogs.of("mysql-bin.000005:0", "mysql-bin.000006:900");
        assertThat(kind(byCoordinates(hole, cursor("mysql-bin.000005:500", "")))).isEqualTo(FaultKind.BINLOG_PURGED);
    }

    @Test
    @DisplayName("by GTID the purged set counts, and is named")
    void gtidsPurged() {
        Fault fault = byGtid(GTIDS, cursor("mysql-bin.000005:500", UUID + ":1")).orElseThrow();
        assertThat(fault.kind()).isEqualTo(FaultKind.GTIDS_PURGED);
        assertThat(fault.detail()).contains(UUID + ":2-3");
    }

    @Test
    @DisplayName("I9: behind the end, or with what was never executed: REWOUND, by GTID as well")
    void rewound() {
        assertThat(kind(byCoordinates(FILES, cursor("mysql-bin.000007:301", "")))).isEqualTo(FaultKind.REWOUND);
        assertThat(kind(byGtid(GTIDS, cursor("mysql-bin.000008:4", UUID + ":1-4")))).isEqualTo(FaultKind.REWOUND);
        Fault lost = byGtid(GTIDS, cursor("mysql-bin.000005:500", UUID + ":1-12")).orElseThrow();
        assertThat(lost.kind()).isEqualTo(FaultKind.REWOUND);
        assertThat(lost.detail()).contains(UUID + ":10-12");
    }

    @Test
    @DisplayName("another server is FOREIGN, and DIVERGED where it lacks what was delivered")
    void another() {
        BinlogCatalog other = Catalogs.withGtids(Catalogs.of(OTHER_SERVER, "mysql-bin.000005:900"), UUID + ":1-9", "");
        Fault foreign = byCoordinates(other, cursor("mysql-bin.000005:500", UUID + ":1-9")).orElseThrow();
        assertThat(foreign.kind()).isEqualTo(FaultKind.FOREIGN_SERVER);
        assertThat(foreign.detail()).contains(UUID).contains(OTHER_UUID).contains("old:3306");
        Fault diverged = byCoordinates(other, cursor("mysql-bin.000005:500", UUID + ":1-11")).orElseThrow();
        assertThat(diverged.kind()).isEqualTo(FaultKind.DIVERGED);
        assertThat(diverged.detail()).contains(UUID + ":10-11");
    }

    @Test
    @DisplayName("without a binlog nothing else is asked")
    void off() {
        assertThat(kind(byCoordinates(Catalogs.of(OTHER_SERVER), cursor("mysql-bin.000005:500", ""))))
                .isEqualTo(FaultKind.BINLOG_OFF);
    }

    private static Optional<Fault> after(FaultKind last, boolean byGtid, String place, BinlogCatalog server) {
        return new Diagnosis(server).of(cursor(place, UUID + ":1-4"), byGtid, Optional.of(Fault.of(last, "said")));
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    @DisplayName("of a place that is there only a reset is believed that the catalogue cannot show")
    void lastFault(FaultKind last) {
        boolean believed = last == FaultKind.REWOUND || last == FaultKind.DIVERGED;
        assertThat(after(last, false, "mysql-bin.000005:500", GTIDS).isPresent()).isEqualTo(believed);
        assertThat(after(last, true, "mysql-bin.000005:500", GTIDS).isPresent()).isEqualTo(believed);
    }

    @Test
    @DisplayName("by coordinates a missing file is believed at the end of the cursor's own: it is the next one")
    void missingNext() {
        assertThat(after(FaultKind.BINLOG_PURGED, false, "mysql-bin.000005:900", GTIDS).map(Fault::detail)).contains("said");
        assertThat(after(FaultKind.BINLOG_PURGED, false, "mysql-bin.000005:899", GTIDS)).isEmpty();
        assertThat(after(FaultKind.BINLOG_PURGED, false, "mysql-bin.000007:300", GTIDS)).as("the newest").isEmpty();
        assertThat(after(FaultKind.BINLOG_PURGED, false, "mysql-bin.000007:400", GTIDS.withOlderListing()))
                .as("the newest, grown since").isEmpty();
    }

    @Test
    @DisplayName("by GTID a missing file says nothing of where the cursor stands: what lies there may still be read")
    void missingByGtid() {
        BinlogCatalog hole = Catalogs.withGtids(
                Catalogs.of("mysql-bin.000005:900", "mysql-bin.000006:0", "mysql-bin.000007:300"), UUID + ":1-9", "");
        assertThat(after(FaultKind.BINLOG_PURGED, true, "mysql-bin.000005:500", hole)).isEmpty();
        assertThat(after(FaultKind.BINLOG_PURGED, true, "mysql-bin.000005:900", hole)).isEmpty();
    }

    @Test
    @DisplayName("what the catalogue shows goes before what the server said last")
    void catalogueFirst() {
        assertThat(kind(after(FaultKind.REWOUND, false, "mysql-bin.000004:500", FILES))).isEqualTo(FaultKind.BINLOG_PURGED);
    }
}
