package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.kafka.KafkaBroker;
import io.github.lockkeeper.testkit.load.LoadPlan;
import io.github.lockkeeper.testkit.oracle.JournalEntry;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.stream.TopicFormat;
import io.github.lockkeeper.testkit.stream.TopicReader;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two servers that send to Kafka. Whichever sends, every change is in the topic, and the last message of each key is its
 * last change: after a sender was killed, and after one was frozen whose batch comes behind what its successor has sent.
 */
class HaKafkaIT extends HaScenario {

    private static final String TOPIC = "changes";
    private static final int PARTITIONS = 3;
    private static final String REPLAY = "late-sends";

    private KafkaBroker broker;

    @ParameterizedTest
    @EnumSource(TopicFormat.class)
    @DisplayName("the sender killed; frozen with a batch on its way that comes late: the last value of each key is right")
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
        assertThat(watch.stepsBack()).as("cursors that went back").isEmpty();

        load.start(LoadPlan.steady(15));
        awaitMoreHeld(300);
        broker.line().freeze();
        awaitMoreCommitted(100);
        b.server().freeze();
        awaitActive(a);
        awaitMoreHeld(600);
        load.stop();
        awaitAllHeld();
        assertThat(differences()).as("before the zombie wakes").isZero();

        broker.line().restore();
        if (format == TopicFormat.PROTOBUF) {
            awaitThat("old values behind newer ones", () -> differences() > 0);
        }
        b.server().thaw();
        awaitThat("the zombie to be fenced",
                () -> b.server().log(DESTINATION).contains("the destination is stopped on this server"));
        awaitSentAgain();
        assertThat(b.server().log(DESTINATION)).contains("may have come late");
        assertThat(a.server().log(DESTINATION)).contains("may have sent old changes behind newer ones");
        load.start(LoadPlan.calm(20)).awaitEnd(BOUND);
        awaitAllHeld();
        Verdict verdict = Oracle.judge(load, client.record());
        assertThat(verdict.lost()).isEmpty();
        assertThat(verdict.differences()).as("rows whose last message is a late one").isEmpty();
        assertThat(verdict.findings().disorder()).isEmpty();
        assertWentBackByTheJournal();
    }

    private int differences() {
        return Oracle.judge(load, client.record()).differences().size();
    }

    private void awaitMoreCommitted(int changes) {
        int wanted = load.ledger().size() + changes;
        awaitThat(changes + " more changes committed", () -> load.ledger().size() >= wanted);
    }

    /** Every source went back for it, and the word that the zombie left is gone. */
    private void awaitSentAgain() {
        awaitThat("every source to have sent again", () -> SOURCES.stream().allMatch(source -> replays(source).size() == 1
                && replays(source).get(0).isConfirmed()));
        awaitThat("the word to be removed", () -> tree.children(LATE_NODE).isEmpty());
    }

    private List<JournalEntry> replays(String source) {
        return journal().moves(source).stream().filter(entry -> entry.json().path("policy").asText().equals(REPLAY)).toList();
    }

    private void assertWentBackByTheJournal() {
        assertThat(watch.stepsBack()).as("cursors that went back").hasSizeLessThanOrEqualTo(SOURCES.size())
                .allSatisfy(step -> assertThat(SOURCES).anyMatch(step::startsWith));
        for (String source : SOURCES) {
            assertThat(journal().moves(source)).as("moves of " + source).singleElement().satisfies(entry -> {
                assertThat(entry.kind()).isEqualTo("REPLAY");
                assertThat(entry.certainty()).isEqualTo("EXACT");
            });
        }
    }

    /** The line of B to the broker can be held. */
    private void start(TopicFormat format) {
        broker = opened(KafkaBroker.start()).createTopic(TOPIC, PARTITIONS);
        startPair(fourSourcesOnTwoServers().toTopic(TOPIC, PARTITIONS),
                home -> sending(home, broker.address(), format), home -> sending(home, broker.line().address(), format));
        client = opened(TopicReader.start(broker.address(), TOPIC, format));
    }

    private static CanalHome sending(CanalHome home, String address, TopicFormat format) {
        return home.sendToKafka(address, format == TopicFormat.FLAT)
                // Longer than the freeze: the sender finds an answer when it wakes, and goes on with the rest.
                .set("canal.mq.properties.request.timeout.ms", "120000");
    }
}
