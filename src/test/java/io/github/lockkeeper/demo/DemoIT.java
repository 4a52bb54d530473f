package io.github.lockkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The demo is the first thing that a newcomer runs. */
class DemoIT {

    private static final int COLUMNS = 100;

    @Test
    @DisplayName("the demo ends with everything matched, and the journal has exactly what was purged")
    void matches() {
        Screen screen = new Screen(false, COLUMNS);
        try (Stage stage = new Stage(); Watch watch = new Watch(stage, screen)) {
            assertThat(new Demo(stage, screen, watch).play()).isTrue();
            assertThat(stage.purge().changes()).isNotEmpty();
        }
    }
}
