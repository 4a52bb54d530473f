package io.github.lockkeeper.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BinlogOffsetTest {
    private static final BinlogCoordinates COORDINATES = BinlogCoordinates.of("bin.000001", 120);
    private static final Gtids GTIDS = Gtids.parse("0-1-100");
    private static final BinlogOffset FULL = BinlogOffset.of(COORDINATES, GTIDS, 1795341103, 1795341000, "0-1-100");

    @Test
    void ofCoordinatesNothingMoreIsKnown() {
        BinlogOffset offset = BinlogOffset.of(COORDINATES);

        assertThat(offset.coordinates()).isEqualTo(COORDINATES);
        assertThat(offset.gtids()).isEqualTo(Gtids.none());
        assertThat(offset.timestampSeconds()).isZero();
        assertThat(offset.fileCreatedSeconds()).isZero();
        assertThat(offset.lastGtid()).isEmpty();
        assertThat(offset).hasToString("bin.000001:120");
    }

    @Test
    void eachFieldGoesToItsPlace() {
        BinlogOffset stepByStep = BinlogOffset.of(COORDINATES).withGtids(GTIDS).withTimestampSeconds(1795341103)
                .withFileCreatedSeconds(1795341000).withLastGtid("0-1-100");

        assertThat(stepByStep).isEqualTo(FULL).hasSameHashCodeAs(FULL);
        assertThat(FULL.gtids()).isEqualTo(GTIDS);
        assertThat(FULL.timestampSeconds()).isEqualTo(1795341103);
        assertThat(FULL.fileCreatedSeconds()).isEqualTo(1795341000);
        assertThat(FULL.lastGtid()).contains("0-1-100");
        assertThat(FULL).hasToString(
                "bin.000001:120 timestamp=1795341103 fileCreated=1795341000 gtids=0-1-100 lastGtid=0-1-100");
    }

    @Test
    void aDifferenceInAnyFieldIsADifference() {
        assertThat(FULL)
                .isNotEqualTo(BinlogOffset.of(BinlogCoordinates.of("bin.000001", 121), GTIDS, 1795341103, 1795341000, "0-1-100"))
                .isNotEqualTo(FULL.withGtids(Gtids.none()))
                .isNotEqualTo(FULL.withTimestampSeconds(0))
                .isNotEqualTo(FULL.withFileCreatedSeconds(0))
                .isNotEqualTo(FULL.withLastGtid(""));
    }

    @Test
    void negativeTimesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.withTimestampSeconds(-1))
                .withMessageContaining("timestampSeconds");
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.withFileCreatedSeconds(-1))
                .withMessageContaining("fileCreatedSeconds");
    }

    @Test
    void theOrderIsThatOfTheCoordinates() {
        BinlogOffset later = BinlogOffset.of(BinlogCoordinates.of("bin.000002", 4));

        assertThat(FULL.orderTo(later)).isEqualTo(OffsetOrder.BEFORE);
        assertThat(FULL.orderTo(BinlogOffset.of(COORDINATES))).isEqualTo(OffsetOrder.EQUAL);
    }
}
