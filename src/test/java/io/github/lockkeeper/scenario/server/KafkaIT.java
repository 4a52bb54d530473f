package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.kafka.KafkaBroker;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.stream.TopicFormat;
import io.github.lockkeeper.testkit.stream.TopicReader;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Canal sends to Kafka, with the settings that the README names. What is in the topic is judged: every change, the
 * changes of a key in their order, and the last one of each key.
 */
class KafkaIT extends ServerScenario {

    private static final String TOPIC = "changes";
    private static final int PARTITIONS = 3;
    /** So that sends fail, and are rolled back, in an outage that a test can wait for. */
    private static final int SEND_SECONDS = 2;
    private static final int AWAY_SECONDS = 2 * SEND_SECONDS;
    private static final int LONG_AWAY_SECONDS = 60;

    private KafkaBroker broker;
    private CanalHome home;

    @ParameterizedTest
    @EnumSource(TopicFormat.class)
    @DisplayName("four sources under load, kill -9 of Canal, a broker that dies: the topic has every change, in order")
    void killsAndABrokerAway(TopicFormat format) {
        start(format);
        load.start(LoadPlan.mixed(Integer.MAX_VALUE).withRate(8).withBig(80, 1200).withAlterAfter(40));
        awaitMoreHeld(500);
        canal.kill9();
        canal.restart();
        awaitMoreHeld(500);

        broker.kill();
        boolean isLong = format == TopicFormat.FLAT;
        GroupCursor standing = assertCursorStands(isLong ? LONG_AWAY_SECONDS : AWAY_SECONDS);
        if (isLong) {
            for (String source : SOURCES) {
                assertThat(canal.log(DESTINATION)).contains("source=" + source + " state=BLOCKED before=STREAMING");
            }
        }
        canal.kill9();
        canal.restart();
        awaitFailedSend();
        assertThat(record(home).orElseThrow().sources()).as("cursors after a restart without a broker")
                .isEqualTo(standing.sources());
        broker.restart();
        awaitMoreHeld(500);
        load.stop();
        Verdict verdict = Oracle.verify(load, client, BOUND);
        assertThat(verdict.expected()).isGreaterThan(2000);
        assertThat(client.record().ddls()).as("the ALTERs arrived").hasSizeGreaterThanOrEqualTo(4);
    }

    /** Nobody acknowledges while the broker is away, so nothing moves on disk. */
    private GroupCursor assertCursorStands(int awaySeconds) {
        awaitFlushed();
        awaitFailedSend();
        GroupCursor before = record(home).orElseThrow();
        int committed = load.ledger().size();
        Instant away = Instant.now().plusSeconds(awaySeconds);
        awaitThat("the outage to last", () -> Instant.now().isAfter(away));
        assertThat(load.ledger().size()).as("the sources go on").isGreaterThan(committed + 100);
        GroupCursor after = record(home).orElseThrow();
        assertThat(after.sources()).as("cursors while the broker is away").isEqualTo(before.sources());
        return after;
    }

    /** The host takes back what it could not send, and tries again. */
    private void awaitFailedSend() {
        awaitThat("a send that fails", () -> canal.log(DESTINATION).contains("TimeoutException"));
    }

    /** What the broker acknowledged before its end has reached the disk: two looks more than a flush period apart. */
    private void awaitFlushed() {
        Instant flushed = Instant.now().plusSeconds(3);
        awaitThat("two flushes", () -> Instant.now().isAfter(flushed));
    }

    private void start(TopicFormat format) {
        broker = opened(KafkaBroker.start()).createTopic(TOPIC, PARTITIONS);
        home = home(fourSourcesOnTwoServers().toTopic(TOPIC, PARTITIONS))
                .sendToKafka(broker.address(), format == TopicFormat.FLAT)
                .set("canal.mq.properties.request.timeout.ms", Integer.toString(SEND_SECONDS * 1000))
                .set("canal.mq.properties.max.block.ms", Integer.toString(SEND_SECONDS * 1000))
                .set("canal.instance.memory.buffer.size", "1024");
        startCanal(home, 4);
        client = opened(TopicReader.start(broker.address(), TOPIC, format));
    }
}
