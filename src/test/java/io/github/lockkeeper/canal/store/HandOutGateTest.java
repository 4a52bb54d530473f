package io.github.lockkeeper.canal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.otter.canal.store.CanalStoreException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gate before each batch")
class HandOutGateTest {

    private long nanos = Long.MAX_VALUE;
    private boolean confirmed;
    private final HandOutGate gate = new HandOutGate(() -> nanos);

    @BeforeEach
    void asLongAsItIsCertain() {
        gate.openWhile(() -> confirmed);
    }

    @Test
    @DisplayName("a client that is kept waiting for long is sent to the server that ZooKeeper names")
    void sentAway() {
        assertThat(gate.letsIn()).isFalse();
        pass(15);
        assertThat(gate.letsIn()).isFalse();
        pass(1);
        assertThatThrownBy(gate::letsIn).isInstanceOf(CanalStoreException.class).hasMessageContaining("ZooKeeper");
    }

    @Test
    @DisplayName("each doubt has its own time")
    void anotherDoubt() {
        gate.letsIn();
        pass(16);
        confirmed = true;
        assertThat(gate.letsIn()).isTrue();
        confirmed = false;
        assertThat(gate.letsIn()).isFalse();
    }

    @Test
    @DisplayName("a client that is sent away waits first, whatever it asked for: it would come back at once")
    void waits() throws InterruptedException {
        gate.letsIn();
        pass(16);
        long before = System.nanoTime();
        gate.await(1);
        assertThat(System.nanoTime() - before).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    private void pass(long seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }
}
