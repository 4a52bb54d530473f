package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.persistence.memory.MemoryGapJournal;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.GapLedger;
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

    private final LateReplays replays = new LateReplays(ORDERS);
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

    /** As a source does that has gone back and arrived. */
    private void send(LateSends word) {
        ledger.decide(ORDERS, GapDecision.of(GapKind.REPLAY, GapCause.of("LATE_SENDS", 0, word
                + " had changes on their way to the message queue; they may have come behind later ones"),
                "late-sends", Certainty.EXACT, 1));
        ledger.arrived(ORDERS);
    }

    @Test
    @DisplayName("a word that concerns it is due until it was done, and settled when that is confirmed")
    void dueThenSettled() {
        replays.see(List.of(WORD), Optional.of(AT));
        assertThat(replays.due(ledger, AT)).isPresent();
        assertThat(replays.isSettled(WORD, ledger)).isFalse();
        send(WORD);
        assertThat(replays.due(ledger, AT)).isEmpty();
        assertThat(replays.isSettled(WORD, ledger)).as("not durable yet").isFalse();
        ledger.confirm(ORDERS);
        assertThat(replays.isSettled(WORD, ledger)).isTrue();
    }

    @Test
    @DisplayName("a word that does not concern it is settled at once, and for good")
    void notConcerned() {
        LateSends ofOther = word(2, SourceName.of("trades"));
        replays.see(List.of(WORD, ofOther), Optional.of(BEFORE));
        replays.see(List.of(WORD, ofOther), Optional.of(AT));
        assertThat(replays.due(ledger, AT)).isEmpty();
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
    }

    @Test
    @DisplayName("an attempt is ended for it once; the next one too, if something else went first")
    void endsAttempt() {
        assertThat(replays.isToEnd(1, ledger, AT)).isFalse();
        replays.see(List.of(WORD), Optional.of(AT));
        assertThat(replays.isToEnd(1, ledger, AT)).isTrue();
        assertThat(replays.isToEnd(1, ledger, AT)).isFalse();
        assertThat(replays.isToEnd(2, ledger, AT)).isTrue();
        send(WORD);
        assertThat(replays.isToEnd(3, ledger, AT)).isFalse();
    }

    @Test
    @DisplayName("two words are dealt with one after the other")
    void two() {
        LateSends second = word(2, ORDERS);
        replays.see(List.of(WORD, second), Optional.of(AT));
        send(WORD);
        assertThat(replays.due(ledger, AT)).as("the first is not durable yet").isEmpty();
        ledger.confirm(ORDERS);
        assertThat(replays.due(ledger, AT)).isPresent();
        send(second);
        ledger.confirm(ORDERS);
        assertThat(replays.due(ledger, AT)).isEmpty();
        assertThat(replays.isSettled(WORD, ledger)).isTrue();
        assertThat(replays.isSettled(second, ledger)).isTrue();
    }

    @Test
    @DisplayName("a word that is gone is not due any more")
    void gone() {
        replays.see(List.of(WORD), Optional.of(AT));
        replays.see(List.of(word(2, SourceName.of("trades"))), Optional.of(AT));
        assertThat(replays.due(ledger, AT)).isEmpty();
    }
}
