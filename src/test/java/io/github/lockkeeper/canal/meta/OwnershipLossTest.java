package io.github.lockkeeper.canal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.alibaba.otter.canal.instance.core.AbstractCanalInstance;
import com.alibaba.otter.canal.parse.inbound.group.GroupEventParser;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import io.github.lockkeeper.canal.alarm.Reporter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What follows when the destination is lost")
class OwnershipLossTest {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final ClientIdentity SENDER = MetaFixture.client(1001);

    private final MetaFixture fixture = new MetaFixture();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final OwnershipLoss loss = new OwnershipLoss();
    private boolean parserFails;
    private volatile boolean isOwner = true;
    private long batch;

    @BeforeEach
    void start() {
        loss.setDestination(MetaFixture.GROUP);
        loss.setAlarmHandler(fixture.alarms);
        loss.setInstance(new Instance(new Parser()));
        fixture.start();
        fixture.store.handOutWhile(() -> isOwner);
        fixture.manager.subscribe(SENDER);
        fixture.put(fixture.attempt(MetaFixture.ORDERS));
        batch = fixture.get(SENDER, 3);
    }

    @AfterEach
    void stop() {
        fixture.stop();
    }

    private final class Parser extends GroupEventParser implements Fenced {
        @Override
        public void fenced(String reason) {
            order.add("fenced: " + reason);
        }

        @Override
        public void endSources() {
            order.add("sources end");
            if (parserFails) {
                throw new IllegalStateException("no end");
            }
        }
    }

    private final class Instance extends AbstractCanalInstance {
        Instance(Parser parser) {
            eventParser = parser;
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            order.add("stopped");
        }
    }

    private void watchSender() {
        loss.watches(Optional.of(new LateSendsWatch(fixture.manager.keeper(), fixture.store,
                new Reporter(MetaFixture.GROUP, fixture.alarms), "10.0.0.1:11111")));
    }

    private void lose(boolean toOtherServer) {
        isOwner = false;
        loss.lost("because", toOtherServer);
    }

    @Test
    @DisplayName("shown, the sources end at once, the instance when the sender is done, and word is left")
    void order() {
        watchSender();
        lose(true);
        await().atMost(BOUND).until(() -> order.contains("sources end"));
        assertThat(fixture.alarms.raised).singleElement().asString().contains("FENCED");
        assertThat(order).containsExactly("fenced: because", "sources end");
        fixture.acknowledge(SENDER, batch);
        await().atMost(BOUND).until(() -> !fixture.cursors.left().isEmpty() && order.contains("stopped"));
        assertThat(order).containsExactly("fenced: because", "sources end", "stopped");
    }

    @Test
    @DisplayName("where clients take, nobody waits for them, and no word is left")
    void clients() {
        lose(true);
        await().atMost(BOUND).until(() -> order.contains("stopped"));
        assertThat(fixture.cursors.left()).isEmpty();
    }

    @Test
    @DisplayName("a record that a person has changed is left to the person")
    void changedByHand() {
        watchSender();
        lose(false);
        await().atMost(BOUND).until(() -> order.contains("stopped"));
        assertThat(fixture.cursors.left()).isEmpty();
        assertThat(fixture.alarms.raised).anyMatch(line -> line.contains("a person has looked"));
    }

    @Test
    @DisplayName("sources that do not end, and a sender that cannot be judged, do not keep the instance running")
    void failures() {
        parserFails = true;
        watchSender();
        fixture.manager.keeper().close();
        lose(true);
        await().atMost(BOUND).until(() -> order.contains("stopped"));
        assertThat(fixture.alarms.raised).anyMatch(line -> line.contains("could not be ended"))
                .anyMatch(line -> line.contains("had in hand"));
    }
}
