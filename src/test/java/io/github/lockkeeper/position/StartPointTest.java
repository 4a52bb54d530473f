package io.github.lockkeeper.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StartPointTest {
    private static final BinlogCoordinates COORDINATES = BinlogCoordinates.of("bin.000001", 120);

    @Test
    void theEndsOfTheHistoryNeedNoValue() {
        assertThat(StartPoint.latest().kind()).isEqualTo(StartPoint.Kind.LATEST);
        assertThat(StartPoint.earliest().kind()).isEqualTo(StartPoint.Kind.EARLIEST);
        assertThat(StartPoint.latest()).hasToString("latest").isNotEqualTo(StartPoint.earliest());
        assertThat(StartPoint.earliest()).hasToString("earliest");
        assertThat(StartPoint.latest().coordinates()).isEmpty();
        assertThat(StartPoint.latest().timestampSeconds()).isEmpty();
        assertThat(StartPoint.latest().gtids().isPresent()).isFalse();
    }

    @Test
    void othersCarryTheirs() {
        assertThat(StartPoint.at(COORDINATES).coordinates()).contains(COORDINATES);
        assertThat(StartPoint.at(COORDINATES)).hasToString("coordinates bin.000001:120");
        assertThat(StartPoint.atTimestampSeconds(7).timestampSeconds()).hasValue(7);
        assertThat(StartPoint.atTimestampSeconds(7)).hasToString("timestamp 7");
        assertThat(StartPoint.afterGtids(Gtids.parse("0-1-100")).gtids()).hasToString("0-1-100");
        assertThat(StartPoint.afterGtids(Gtids.parse("0-1-100"))).hasToString("gtids 0-1-100");
    }

    @Test
    void isAValue() {
        assertThat(StartPoint.at(COORDINATES)).isEqualTo(StartPoint.at(COORDINATES))
                .hasSameHashCodeAs(StartPoint.at(COORDINATES))
                .isNotEqualTo(StartPoint.at(BinlogCoordinates.of("bin.000001", 121)));
        assertThat(StartPoint.atTimestampSeconds(7)).isNotEqualTo(StartPoint.atTimestampSeconds(8));
        assertThat(StartPoint.afterGtids(Gtids.parse("0-1-1"))).isNotEqualTo(StartPoint.afterGtids(Gtids.parse("0-1-2")));
    }

    @Test
    void anEmptyRequestIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> StartPoint.atTimestampSeconds(0));
        assertThatIllegalArgumentException().isThrownBy(() -> StartPoint.afterGtids(Gtids.none()));
    }
}
