package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.GtidSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a server has lost")
class LastingLossTest {

    private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";

    private final LastingLoss loss = new LastingLoss();

    private static GtidSet gtids(String intervals) {
        return GtidSet.parse(UUID + ":" + intervals);
    }

    @Test
    @DisplayName("a busy server sends each transaction before it counts it: what is missing once is no loss")
    void once() {
        assertThat(loss.look(gtids("5"))).isEmpty();
        assertThat(loss.look(gtids("6-7"))).isEmpty();
        assertThat(loss.look(GtidSet.EMPTY)).isEmpty();
        assertThat(loss.look(gtids("5"))).as("missing again, but not in two looks one after the other").isEmpty();
    }

    @Test
    @DisplayName("what is missing in two looks, one after the other, was lost; only that is told")
    void twice() {
        assertThat(loss.look(gtids("5-8"))).isEmpty();
        assertThat(loss.look(gtids("7-9"))).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.REWOUND);
            assertThat(fault.toString()).contains("[" + UUID + ":7-8]");
        });
    }
}
