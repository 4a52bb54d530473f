package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapStatus;
import io.github.lockkeeper.scenario.embedded.EmbeddedClient.Batch;
import io.github.lockkeeper.testkit.net.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The host's sender to a queue is still at work with a batch when the destination has been started again and sends what
 * is newer. The client of this test is that sender.
 */
class LateSendsIT extends EmbeddedScenario {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String LAST = "INSERT shop1.t#30";
    /** The events that open a dump, and not the first transaction behind them. */
    private static final long OPENING_BYTES = 450;

    private TcpProxy line;
    private EmbeddedClient sender;
    private Batch inHand;

    @BeforeEach
    void open() {
        line = TcpProxy.to(orders.port());
        host.sources(line.address(), trades.address()).set("canal.serverMode", "kafka");
    }

    @AfterEach
    void close() {
        line.close();
    }

    /** Rows 1 to 10 are durable, 11 to 20 in the hand of the sender of before, and everything to 30 sent since. */
    private void sendBesideTheSenderOfBefore() {
        host.start();
        insert(orders, "shop1.t", 1, 10);
        insert(trades, "shop2.t", 1, 10);
        sender = client().drainUntilHeld(20);
        awaitDurableEnd(ORDERS, orders);
        awaitDurableEnd(TRADES, trades);
        insert(orders, "shop1.t", 11, 20);
        await().atMost(BOUND).until(() -> {
            inHand = sender.get(100);
            return inHand.rows().contains("INSERT shop1.t#20");
        });
        host.restart();
        for (int id = 21; id <= 30; id++) {
            insert(orders, "shop1.t", id, id);
        }
        sender = client();
        sender.drainUntil(() -> sender.held().contains(LAST));
        awaitDurableEnd(ORDERS, orders);
        assertThat(sender.held()).isEqualTo(inserts("shop1.t", 11, 30));
    }

    /** The host tells it like that, and takes it back then. */
    private void answerLate() {
        assertThatThrownBy(() -> sender.ack(inHand)).hasMessageContaining("is not exist");
        assertThatThrownBy(() -> sender.rollback(inHand)).hasMessageContaining("is not exist");
    }

    private List<Gap> moves() {
        return host.meta().gapJournal().entries().stream()
                .filter(entry -> entry.decision().kind() != GapKind.START).toList();
    }

    private void awaitSentAgain() {
        List<String> twice = new ArrayList<>(inserts("shop1.t", 11, 30));
        twice.addAll(inserts("shop1.t", 11, 30));
        sender.drainUntil(() -> sender.held().size() >= twice.size());
        assertThat(sender.held()).isEqualTo(twice);
        await("its entry to be confirmed and the word to be gone").atMost(BOUND).until(() ->
                moves().stream().allMatch(Gap::isConfirmed) && host.meta().lateSends().isEmpty());
        assertThat(moves()).singleElement().satisfies(entry -> {
            assertThat(entry.source()).isEqualTo(ORDERS);
            assertThat(entry.decision().kind()).isEqualTo(GapKind.REPLAY);
            assertThat(entry.decision().policy()).isEqualTo("late-sends");
            assertThat(entry.status()).isEqualTo(GapStatus.ACCEPTED);
        });
    }

    private void assertGoesOn() {
        insert(orders, "shop1.t", 31, 31);
        insert(trades, "shop2.t", 11, 11);
        sender.drainUntil(() -> sender.held().containsAll(List.of("INSERT shop1.t#31", "INSERT shop2.t#11")));
        assertThat(sender.held()).hasSize(42);
        awaitDurableEnd(ORDERS, orders);
    }

    @ParameterizedTest(name = "gtidon={0} parallel={1}")
    @CsvSource({"auto,false", "auto,true", "true,false", "true,true"})
    @DisplayName("it ends its batch: what came since then is sent again, of that source, once")
    void sentAgain(String gtidOn, boolean parallel) {
        host.set("canal.instance.gtidon", gtidOn).set("canal.instance.parser.parallel", String.valueOf(parallel));
        sendBesideTheSenderOfBefore();
        answerLate();
        awaitSentAgain();
        assertGoesOn();
    }

    @ParameterizedTest(name = "gtidon={0} parallel={1}")
    @CsvSource({"auto,false", "true,false", "true,true"})
    @DisplayName("the line breaks twice when the source is about to go back: it goes back all the same")
    void brokenOnTheWay(String gtidOn, boolean parallel) {
        host.set("canal.instance.gtidon", gtidOn).set("canal.instance.parser.parallel", String.valueOf(parallel));
        sendBesideTheSenderOfBefore();
        // Each time a look at the file, for which that is enough, and then the dump.
        line.breakDumps(4, OPENING_BYTES);
        long attempts = host.parser(0).attempts();
        answerLate();
        awaitSentAgain();
        assertThat(host.parser(0).attempts()).as("attempts to go back").isGreaterThanOrEqualTo(attempts + 3);
        assertGoesOn();
    }

    @Test
    @DisplayName("what came since then is purged: an open entry says that it cannot be sent again, and the source goes on")
    void purged() {
        sendBesideTheSenderOfBefore();
        orders.execute("FLUSH BINARY LOGS");
        insert(orders, "shop1.t", 40, 40);
        sender.drainUntil(() -> sender.held().contains("INSERT shop1.t#40"));
        awaitDurableEnd(ORDERS, orders);
        orders.purgeTo(orders.binlogFiles().get(orders.binlogFiles().size() - 1));
        answerLate();
        await("the entry").atMost(BOUND).until(() -> moves().size() == 1 && moves().get(0).isConfirmed());
        assertThat(moves()).singleElement().satisfies(entry -> {
            assertThat(entry.decision().kind()).isEqualTo(GapKind.SKIPPED);
            assertThat(entry.status()).isEqualTo(GapStatus.OPEN);
            assertThat(entry.decision().cause().text()).contains("cannot be sent again");
        });
        await().atMost(BOUND).until(() -> host.meta().lateSends().isEmpty());
        insert(orders, "shop1.t", 41, 41);
        sender.drainUntil(() -> sender.held().contains("INSERT shop1.t#41"));
        assertThat(sender.held()).hasSize(22);
    }

    @Test
    @DisplayName("a client that comes with a batch of before makes nothing come again")
    void clients() {
        host.set("canal.serverMode", "tcp");
        sendBesideTheSenderOfBefore();
        answerLate();
        insert(orders, "shop1.t", 31, 31);
        sender.drainUntil(() -> sender.held().contains("INSERT shop1.t#31"));
        assertThat(sender.held()).hasSize(21);
        assertThat(moves()).isEmpty();
    }
}
