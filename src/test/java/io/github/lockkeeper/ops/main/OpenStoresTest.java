package io.github.lockkeeper.ops.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lockkeeper.ops.cli.CommandFailure;
import io.github.lockkeeper.ops.cli.DestinationStore;
import io.github.lockkeeper.ops.cli.ZooKeeperAccess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What it costs to ask a ZooKeeper that cannot answer. */
class OpenStoresTest {
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final int FAR_BELOW_THE_CLIENTS_OWN_SECONDS = 12;

    @Test
    @Timeout(FAR_BELOW_THE_CLIENTS_OWN_SECONDS)
    @DisplayName("a server that takes the connection and is silent is given up, and not asked again")
    void frozen() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                OpenStores stores = new OpenStores(PATIENCE)) {
            ZooKeeperAccess access = new ZooKeeperAccess("127.0.0.1:" + silent.getLocalPort(), "");
            DestinationStore store = stores.inZooKeeper(access, "example");

            assertThatExceptionOfType(CommandFailure.class).isThrownBy(store::record)
                    .withMessageContaining("it gives no answer within 1 s").satisfies(first ->
                            assertThatExceptionOfType(CommandFailure.class)
                                    .isThrownBy(() -> stores.destinationsIn(access)).isSameAs(first));
        }
    }

    @Test
    @DisplayName("what takes too long is left behind; what fails in time fails as it would without the limit")
    void limit() throws Exception {
        TimeLimit limit = new TimeLimit(PATIENCE);
        IllegalArgumentException failure = new IllegalArgumentException();

        assertThat(limit.call(() -> "answer")).isEqualTo("answer");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> limit.call(() -> {
            throw failure;
        })).isSameAs(failure);
        CountDownLatch never = new CountDownLatch(1);
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> new TimeLimit(Duration.ofMillis(1)).call(() -> never.await(1, TimeUnit.MINUTES)));
        never.countDown();
    }
}
