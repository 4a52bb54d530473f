package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.persistence.memory.MemoryGapJournal;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.GapLedger;
import io.github.lockkeeper.recovery.LateReplay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What one source has to send again")
class LateReplaysTest {

    private static final SourceName ORDERS = SourceName.of("orders");
    private static final SourceCursor BEFORE = cursor(100);
    private static final SourceCursor AT = cursor(500);
    private static final LateSends WORD = word(1, ORDERS);

    private long nanos;
    private final LateReplays replays = new LateReplays(ORDERS, () -> nanos);
    private final MemoryGapJournal journal = new MemoryGapJournal();
    private final GapLedger ledger = new GapLedger(journal);

    @BeforeEach
    void open() {
        journal.open();
    }

    private static SourceCursor cursor(long position) {
        return SourceCursor.of(BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000001", position)),
                ServerIdentity.of(1, ""), "10.0.0.9:3306");
    }

    private static LateSends word(long epoch, SourceName source) {
        return LateSends.of("10.0.0.1:11111", GroupCursor.empty().withEpoch(epoch).withSource(source, BEFORE));
    }

    /** As an attempt does that goes back for it and arrives. */
    private void send(long attempt, LateSends word) {
        assertThat(replays.offer(ledger, AT)).isEqualTo(LateReplay.of(word, ORDERS));
        decide(word);
        replays.started(attempt, true);
        replays.begun(attempt);
        ledger.arrived(ORDERS);
    }

    private void decide(LateSends word) {
        ledger.decide(ORDERS, GapDecision.of(GapKind.REPLAY, GapCause.of("LATE_SENDS", 0, word
                + " had changes on their way to the message queue; they may have come behind later ones"),
                "late-sends", Certainty.EXACT, 1).withFrom(GapEnd.of(AT.offset())).withTo(GapEnd.of(BEFORE.offset()))
                .withServers(AT.identity(), BEFORE.identity()));
    }

    @Test
    @DisplayName("a word that concerns it is due until it has begun, and settled when that is confirmed")
    void dueThenSettled() {
        replays.see(List.of(WORD), Optional.of(AT));
        assertThat(replays.isSettled(WORD, ledger)).isFalse();
        send(1, WORD);
        replays.see(List.of(WORD), Optional.of(BEFORE));
        assertThat(replays.offer(ledger, AT)).isEmpty();
        assertThat(replays.isSettled(WORD, ledger)).as("not durable yet").isFalse();
        ledger.confirm(ORDERS);
        assertThat(replays.isSettled(WORD, ledger)).isTrue();
    }

    @Test
    @DisplayName("an attempt that ended before anything was handed over has done nothing, whatever the journal says")
    void brokenBeforeItBegan() {
        replays.see(List.of(WORD), Optional.of(AT));
        assertThat(replays.offer(ledger, AT)).isPresent();
        decide(WORD);
        replays.started(1, true);
        ledger.arrived(ORDERS);
        replays.see(List.of(WORD), Optional.of(BEFORE));
        assertThat(replays.offer(ledger, AT)).isPresent();
        replays.started(2, true);
        replays.begun(1);
        assertThat(replays.offer(ledger, AT)).as("told by an attempt of before").isPresent();
        replays.started(3, true);
        replays.begun(3);
        assertThat(replays.offer(ledger, AT)).isEmpty();
    }

    @Test
    @DisplayName("an attempt in which something else went first has done nothing of it")
    void somethingElseWentFirst() {
        replays.see(List.of(WORD), Optional.of(AT));
        assertThat(replays.offer(ledger, AT)).isPresent();
        replays.started(1, false);
        replays.begun(1);
        assertThat(replays.offer(ledger, AT)).isPresent();
        assertThat(replays.isToEnd(1, ledger, AT)).as("so that the next one can").isTrue();
    }

    @Test
    @DisplayName("whose entry another decision took over is due again")
    void takenOver() {
        replays.see(List.of(WORD), Optional.of(AT));
        send(1, WORD);
        ledger.decide(ORDERS, GapDecision.of(GapKind.GAP, GapCause.of("BINLOG_PURGED", 0, "gone"), "earliest",
                Certainty.POSSIBLE, 2).withFrom(GapEnd.of(cursor(300).offset()))
                .withServers(AT.identity(), AT.identity()));
        assertThat(replays.offer(ledger, AT)).as("while that is under way").isEmpty();
        ledger.arrived(ORDERS);
        ledger.confirm(ORDERS);
        assertThat(replays.offer(ledger, AT)).isPresent();
        assertThat(replays.isSettled(WORD, ledger)).isFalse();
    }

    @Test
    @DisplayName("a word that does not concern it is settled at once, and for good")
    void notConcerned() {
        LateSends ofOther = word(2, SourceName.of("trades"));
        replays.see(List.of(WORD, ofOther), Optional.of(BEFORE));
        replays.see(List.of(WORD, ofOther), Optional.of(AT));
        assertThat(replays.offer(ledger, AT)).isEmpty();
        assertThat(replays.isSettled(WORD, ledger)).isTrue();
        assertThat(replays.isSettled(ofOther, ledger)).isTrue();
    }

    @Test
    @DisplayName("a source that has no place yet sends everything later")
    void noPlace() {
        replays.see(List.of(WORD), Optional.empty());
        assertThat(replays.isSettled(WORD, ledger)).isTrue();
    }

    @Test
    @DisplayName("a word that it has not seen is not settled")
    void unseen() {
        assertThat(replays.isSettled(WORD, ledger)).isFalse();
        assertThat(replays.isIdle()).isTrue();
    }

    @Test
    @DisplayName("an attempt is ended for it, not often, and never the one that goes back")
    void endsAttempt() {
        assertThat(replays.isToEnd(1, ledger, AT)).isFalse();
        replays.see(List.of(WORD), Optional.of(AT));
        assertThat(replays.isToEnd(1, ledger, AT)).isTrue();
        assertThat(replays.isToEnd(2, ledger, AT)).as("too soon").isFalse();
        nanos += Duration.ofSeconds(10).toNanos();
        assertThat(replays.isToEnd(2, ledger, AT)).as("something else went first").isTrue();
        nanos += Duration.ofSeconds(10).toNanos();
        assertThat(replays.offer(ledger, AT)).isPresent();
        replays.started(3, true);
        assertThat(replays.isToEnd(3, ledger, AT)).as("goes back").isFalse();
        decide(WORD);
        replays.begun(3);
        assertThat(replays.isToEnd(3, ledger, AT)).as("has gone back").isFalse();
    }

    @Test
    @DisplayName("of two words the later one needs nothing more once the source has gone back behind it; never forward")
    void two() {
        LateSends earlier = LateSends.of("10.0.0.2:11111", GroupCursor.empty().withEpoch(2).withSource(ORDERS, cursor(50)));
        replays.see(List.of(earlier, WORD), Optional.of(AT));
        send(1, earlier);
        ledger.confirm(ORDERS);
        SourceCursor onItsWay = cursor(70);
        assertThat(replays.offer(ledger, onItsWay)).isEmpty();
        replays.see(List.of(earlier, WORD), Optional.of(onItsWay));
        replays.see(List.of(earlier, WORD), Optional.of(AT));
        assertThat(replays.offer(ledger, AT)).isEmpty();
        assertThat(replays.isSettled(earlier, ledger)).isTrue();
        assertThat(replays.isSettled(WORD, ledger)).isTrue();
    }

    @Test
    @DisplayName("in the other order both are sent again, one after the other")
    void twoTheOtherWay() {
        LateSends earlier = LateSends.of("10.0.0.2:11111", GroupCursor.empty().withEpoch(2).withSource(ORDERS, cursor(50)));
        replays.see(List.of(WORD, earlier), Optional.of(AT));
        send(1, WORD);
        assertThat(replays.offer(ledger, AT)).as("the first is not durable yet").isEmpty();
        ledger.confirm(ORDERS);
        send(3, earlier);
        ledger.confirm(ORDERS);
        assertThat(replays.isSettled(WORD, ledger)).isTrue();
        assertThat(replays.isSettled(earlier, ledger)).isTrue();
    }

    @Test
    @DisplayName("a word that is gone is not due any more")
    void gone() {
        replays.see(List.of(WORD), Optional.of(AT));
        replays.see(List.of(), Optional.of(AT));
        assertThat(replays.offer(ledger, AT)).isEmpty();
    }
}
