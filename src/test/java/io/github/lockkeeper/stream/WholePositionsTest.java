package io.github.lockkeeper.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WholePositionsTest {

    @Test
    @DisplayName("each time the 32 bits begin anew the file is 4 GiB longer")
    void whole() {
        WholePositions positions = new WholePositions(4);
        assertThat(positions.next(123)).isEqualTo(123);
        assertThat(positions.next(4_294_967_295L)).isEqualTo(4_294_967_295L);
        assertThat(positions.next(0)).isEqualTo(4_294_967_296L);
        assertThat(positions.next(4_000_000_000L)).isEqualTo(8_294_967_296L);
        assertThat(positions.next(17)).isEqualTo(8_589_934_609L);
    }

    @Test
    @DisplayName("also from a start beyond")
    void fromBeyond() {
        assertThat(new WholePositions(8_294_967_296L).next(4_000_000_100L)).isEqualTo(8_294_967_396L);
        assertThat(new WholePositions(8_294_967_296L).next(5)).isEqualTo(8_589_934_597L);
    }
}
