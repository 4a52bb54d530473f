package io.github.lockkeeper.fallback;

import static io.github.lockkeeper.fallback.Cases.UUID;
import static io.github.lockkeeper.fallback.Cases.cursor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What lies between the cursor and a later place")
class MissingBetweenTest {

    private static final BinlogCatalog HERE =
            Catalogs.withGtids(Catalogs.of("mysql-bin.000004:900"), UUID + ":1-9", UUID + ":1-7");

    private static MissingBetween between(FaultKind fault, String cursor, String set, String place, String there) {
        BinlogOffset to = BinlogOffset.of(BinlogCoordinates.parse(place)).withGtids(Gtids.parse(there));
        return MissingBetween.of(Cases.of(fault, cursor(cursor, set), HERE), to);
    }

    private static MissingBetween byFiles(String cursor, String place) {
        return between(FaultKind.BINLOG_PURGED, cursor, "", place, "");
    }

    @Test
    @DisplayName("with GTIDs at both ends the transactions, exactly; none is nothing")
    void exact() {
        MissingBetween some = between(FaultKind.BINLOG_PURGED, "mysql-bin.000002:500", UUID + ":1-5",
                "mysql-bin.000004:4", UUID + ":1-7");
        assertThat(some.part()).isEqualTo(MissingPart.ofGtids(UUID + ":6-7"));
        assertThat(some.certainty()).isEqualTo(Certainty.EXACT);
        MissingBetween none = between(FaultKind.BINLOG_PURGED, "mysql-bin.000002:500", UUID + ":1-5",
                "mysql-bin.000004:4", UUID + ":1-5");
        assertThat(none.part()).isEqualTo(MissingPart.NOTHING);
        assertThat(none.certainty()).isEqualTo(Certainty.EXACT);
    }

    @ParameterizedTest(name = "from {0} to {1}: {2} to {3}")
    @CsvSource({
        "mysql-bin.000002:500,mysql-bin.000004:4,mysql-bin.000002,mysql-bin.000003",
        "mysql-bin.000003:500,mysql-bin.000004:4,mysql-bin.000003,mysql-bin.000003",
        "mysql-bin.000002:500,mysql-bin.000004:5,mysql-bin.000002,mysql-bin.000004",
        "mysql-bin.999998:500,mysql-bin.1000000:4,mysql-bin.999998,mysql-bin.999999",
        "mysql-bin.1000000:500,mysql-bin.1000002:4,mysql-bin.1000000,mysql-bin.1000001",
        "b.000000:500,b.000001:4,b.000000,b.000000"})
    @DisplayName("without GTIDs the files, as the server named them")
    void files(String cursor, String place, String first, String last) {
        MissingBetween files = byFiles(cursor, place);
        assertThat(files.part().firstFile().orElseThrow()).hasToString(first);
        assertThat(files.part().lastFile().orElseThrow()).hasToString(last);
        assertThat(files.certainty()).isEqualTo(Certainty.BOUNDED);
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @CsvSource({"mysql-bin.000002:500,renamed.000001:4", "mysql-bin.000006:500,mysql-bin.000004:4",
        "mysql-bin.000004:500,mysql-bin.000004:4"})
    @DisplayName("of another base, or backwards, nobody knows")
    void unknown(String cursor, String place) {
        assertThat(byFiles(cursor, place).part()).isEqualTo(MissingPart.UNKNOWN);
        assertThat(byFiles(cursor, place).certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    @DisplayName("I9: after a reset the sets prove nothing, nor does one alone")
    void rewound() {
        assertThat(between(FaultKind.REWOUND, "mysql-bin.000002:500", UUID + ":1-5", "mysql-bin.000004:4", UUID + ":1-7")
                .certainty()).isNotEqualTo(Certainty.EXACT);
        assertThat(between(FaultKind.BINLOG_PURGED, "mysql-bin.000002:500", UUID + ":1-5", "mysql-bin.000004:4", "")
                .certainty()).isEqualTo(Certainty.BOUNDED);
        assertThat(between(FaultKind.BINLOG_PURGED, "mysql-bin.000002:500", "", "mysql-bin.000004:4", UUID + ":1-7")
                .certainty()).isEqualTo(Certainty.BOUNDED);
        assertThat(between(FaultKind.BINLOG_PURGED, "mysql-bin.000002:500", "empty", "mysql-bin.000004:4", UUID + ":1-7")
                .certainty()).as("an empty set does not say where the source stood").isEqualTo(Certainty.BOUNDED);
    }
}
