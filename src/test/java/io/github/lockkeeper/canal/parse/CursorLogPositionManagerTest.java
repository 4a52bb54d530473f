package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.protocol.position.LogPosition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The host's log position manager")
class CursorLogPositionManagerTest {

    private final CursorLogPositionManager manager = new CursorLogPositionManager();

    @Test
    @DisplayName("has no opinion on where to resume, and keeps none that the host forms")
    void nothing() {
        manager.persistLogPosition("group", new LogPosition());
        assertThat(manager.getLatestIndexBy("group")).isNull();
    }

    @Test
    @DisplayName("answers with one position while the host is asked to work on it")
    void answer() {
        LogPosition position = new LogPosition();
        manager.answerWith(position);
        assertThat(manager.getLatestIndexBy("group")).isSameAs(position);
        manager.answerWith(null);
        assertThat(manager.getLatestIndexBy("group")).isNull();
    }
}
