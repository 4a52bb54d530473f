package io.github.lockkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {

    @ParameterizedTest
    @CsvSource({"names,names,0", "nmes,names,1", "nmaes,names,2", "'',names,5", "names,'',5", "kitten,sitting,3"})
    void distanceIsTheNumberOfEdits(String from, String to, int expected) {
        assertThat(NearestKey.distance(from, to)).isEqualTo(expected);
        assertThat(NearestKey.distance(to, from)).isEqualTo(expected);
    }

    @Test
    void nearestOfNoneIsNone() {
        assertThat(NearestKey.to("names", List.of())).isEmpty();
        assertThat(NearestKey.to("strat", List.of("names", "start"))).contains("start");
    }
}
