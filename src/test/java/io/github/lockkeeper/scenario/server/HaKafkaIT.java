package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.kafka.KafkaBroker;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.stream.TopicFormat;
import io.github.lockkeeper.testkit.stream.TopicReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two servers that send to Kafka. Whichever sends, every change is in the topic. After a sender was killed the last
 * value of each key is right; after one was frozen the rest of the batch that it was sending comes late, and no more.
 */
class HaKafkaIT extends HaScenario {

    private static final String TOPIC = "changes";
    private static final int PARTITIONS = 3;

    @ParameterizedTest
    @EnumSource(TopicFormat.class)
    @DisplayName("the sender killed: the last value of each key is right; frozen and thawed: nothing of it is lost, and it is fenced")
    void killedAndFrozen(TopicFormat format) {
        start(format);
        load.start(LoadPlan.mixed(Integer.MAX_VALUE).withRate(8).withBig(80, 1200).withAlterAfter(60));
        awaitMoreHeld(500);
        a.server().kill9();
        awaitActive(b);
        a.server().restartBeside();
        awaitMoreHeld(500);
        load.stop();
        awaitAllHeld();

        load.start(LoadPlan.steady(15));
        awaitMoreHeld(300);
        b.server().freeze();
        awaitActive(a);
        awaitMoreHeld(300);
        load.stop();
        awaitAllHeld();
        b.server().thaw();
        awaitThat("the zombie to be fenced",
                () -> b.server().log(DESTINATION).contains("the destination is stopped on this server"));
        load.start(LoadPlan.calm(20)).awaitEnd(BOUND);
        awaitThat("what was written since", () -> load.ledger().expected().stream()
                .allMatch(entry -> client.record().holds(entry.change())));
        Verdict verdict = Oracle.judge(load, client.record());
        System.out.println("HaKafkaIT " + format + ": " + verdict.differences().size() + " rows whose last message is a late one");
        assertThat(verdict.lost()).isEmpty();
        assertThat(verdict.findings().disorder()).isEmpty();
        assertThat(watch.stepsBack()).as("cursors that went back").isEmpty();
    }

    private void start(TopicFormat format) {
        KafkaBroker broker = opened(KafkaBroker.start()).createTopic(TOPIC, PARTITIONS);
        startPair(fourSourcesOnTwoServers().toTopic(TOPIC, PARTITIONS),
                home -> home.sendToKafka(broker.address(), format == TopicFormat.FLAT));
        client = opened(TopicReader.start(broker.address(), TOPIC, format));
    }
}
