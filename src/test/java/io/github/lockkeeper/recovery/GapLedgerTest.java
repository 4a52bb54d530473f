package io.github.lockkeeper.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapStatus;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The journal's entries from decision to confirmation")
class GapLedgerTest {

    private static final SourceName ORDERS = SourceName.of("orders");

    private FlakyGapJournal journal = new FlakyGapJournal();
    private GapLedger ledger = new GapLedger(journal);

    private static GapEnd end(String coordinates) {
        return GapEnd.of(BinlogOffset.of(BinlogCoordinates.parse(coordinates)).withFileCreatedSeconds(1000));
    }

    private static GapDecision move(GapEnd from, GapEnd to, ServerIdentity server) {
        return GapDecision.of(GapKind.GAP, GapCause.of("TEST", 0, ""), "earliest", Certainty.BOUNDED, 1)
                .withFrom(from).withTo(to).withServers(server, server);
    }

    private static GapDecision move(String from, String to) {
        return move(end(from), end(to), Catalogs.SERVER);
    }

    private void crash() {
        journal = journal.afterCrash();
        ledger = new GapLedger(journal);
    }

    private Gap only() {
        assertThat(journal.entries()).hasSize(1);
        return journal.entries().get(0);
    }

    @Test
    @DisplayName("I13: what has not arrived is amended, also after a crash, and is one entry")
    void amended() {
        ledger.decide(ORDERS, move("b.000002:500", "b.000004:4"));
        ledger.decide(ORDERS, move("b.000002:500", "b.000006:4"));
        crash();
        assertThat(ledger.pending(ORDERS)).contains(only());
        ledger.decide(ORDERS, move("b.000002:300", "b.000007:4"));
        assertThat(only().decision().from()).isEqualTo(end("b.000002:300"));
        assertThat(only().decision().to()).isEqualTo(end("b.000007:4"));
        assertThat(only().revisions()).hasSize(2);
    }

    @Test
    @DisplayName("I13: an arrival that was not confirmed before a crash is one entry still")
    void arrivedAndCrashed() {
        ledger.decide(ORDERS, move("b.000002:500", "b.000004:4"));
        ledger.arrived(ORDERS);
        assertThat(ledger.pending(ORDERS)).isEmpty();
        crash();
        assertThat(ledger.pending(ORDERS)).isPresent();
        ledger.decide(ORDERS, move("b.000002:500", "b.000004:4"));
        assertThat(only().revisions()).isEmpty();
    }

    @Test
    @DisplayName("a decision behind one that arrived is a new entry, and the old one has happened")
    void next() {
        ledger.decide(ORDERS, move("b.000002:500", "b.000004:4"));
        ledger.arrived(ORDERS);
        Gap second = ledger.decide(ORDERS, move("b.000004:900", "b.000006:4"));
        assertThat(journal.entries()).extracting(Gap::status).containsExactly(GapStatus.OPEN, GapStatus.UNCONFIRMED);
        assertThat(ledger.pending(ORDERS)).contains(second);
    }

    @Test
    @DisplayName("a loss behind a move whose confirmation a crash took does not take the place of the first loss")
    void nextAfterCrash() {
        ledger.decide(ORDERS, move("b.000002:500", "b.000004:4"));
        ledger.arrived(ORDERS);
        crash();
        ledger.decide(ORDERS, move("b.000004:900", "b.000006:4"));
        assertThat(journal.entries()).extracting(Gap::status).containsExactly(GapStatus.OPEN, GapStatus.UNCONFIRMED);
        assertThat(journal.entries()).allMatch(entry -> entry.revisions().isEmpty());
    }

    @Test
    @DisplayName("a first start that has not arrived gives way to what is decided about the same source next")
    void startNotArrived() {
        ledger.decide(ORDERS, move(GapEnd.UNKNOWN, end("b.000002:4"), Catalogs.SERVER));
        ledger.decide(ORDERS, move("b.000002:4", "b.000006:4"));
        assertThat(only().revisions()).hasSize(1);
    }

    @Test
    @DisplayName("a source that arrived and got nowhere decides about the same entry, however often")
    void gotNowhere() {
        GapDecision byGtid = move(end("b.000002:500"), GapEnd.of(Gtids.parse(Catalogs.UUID + ":1-5"), 0), Catalogs.SERVER);
        for (int i = 0; i < 5; i++) {
            ledger.decide(ORDERS, byGtid);
            ledger.arrived(ORDERS);
        }
        assertThat(only().revisions()).isEmpty();
        assertThat(only().isConfirmed()).isFalse();
    }

    @Test
    @DisplayName("I13: nothing that was decided after an arrival is confirmed by what that one made durable")
    void confirmsWhatArrived() {
        ledger.decide(ORDERS, move("b.000002:500", "b.000004:4"));
        ledger.arrived(ORDERS);
        ledger.decide(ORDERS, move("b.000004:900", "b.000006:4"));
        ledger.confirm(ORDERS);
        assertThat(journal.unconfirmed(ORDERS)).isPresent();
        ledger.arrived(ORDERS);
        ledger.confirm(ORDERS);
        assertThat(journal.unconfirmed(ORDERS)).isEmpty();
        ledger.confirm(ORDERS);
        assertThat(journal.entries()).hasSize(2);
    }

    @Test
    @DisplayName("I13: what cannot be written is not decided, and what cannot be confirmed is tried again")
    void unwritable() {
        journal.failNextWrites(1);
        assertThatExceptionOfType(GapJournalException.class)
                .isThrownBy(() -> ledger.decide(ORDERS, move("b.000002:500", "b.000004:4")));
        assertThat(journal.entries()).isEmpty();
        ledger.decide(ORDERS, move("b.000002:500", "b.000004:4"));
        ledger.arrived(ORDERS);
        journal.failNextWrites(1);
        assertThatExceptionOfType(GapJournalException.class).isThrownBy(() -> ledger.confirm(ORDERS));
        assertThat(only().isConfirmed()).isFalse();
        ledger.confirm(ORDERS);
        assertThat(only().isConfirmed()).isTrue();
    }

    @Test
    @DisplayName("an arrival of a source without an entry is nothing")
    void nothingToArrive() {
        ledger.arrived(ORDERS);
        ledger.decide(ORDERS, move("b.000002:500", "b.000004:4"));
        assertThat(ledger.pending(ORDERS)).isPresent();
    }

    @ParameterizedTest(name = "from {0} to {1}: one that stands at {2} (created {3}) has not made it: {4}")
    @CsvSource({
        "b.000002:500,b.000004:4,b.000002:500,1000,true", "b.000002:500,b.000004:4,b.000002:300,1000,true",
        "b.000002:500,b.000004:4,b.000001:900,900,true", "b.000002:500,b.000004:4,b.000002:501,1000,false",
        "b.000002:500,b.000004:4,b.000004:4,1000,false", "b.000002:500,b.000004:4,b.000005:77,1000,false",
        "b.000002:500,b.000004:4,renamed.000001:77,1000,false",
        // After a reset: the same names, made anew.
        "b.000006:500,b.000001:4,b.000006:500,1000,true", "b.000006:500,b.000001:4,b.000006:300,1000,true",
        "b.000006:500,b.000001:4,b.000006:500,2000,false", "b.000006:500,b.000001:4,b.000006:300,2000,false",
        "b.000006:500,b.000001:4,b.000001:77,2000,false", "b.000006:500,b.000001:4,b.000003:77,2000,false"})
    @DisplayName("a move is undone only for who stands where it begins, or in front of that in the same history")
    void undone(String from, String to, String at, long created, boolean undone) {
        GapEnd place = GapEnd.of(BinlogOffset.of(BinlogCoordinates.parse(at)).withFileCreatedSeconds(created));
        assertThat(GapDecisions.isUndone(move(from, to), place, Catalogs.SERVER)).isEqualTo(undone);
        assertThat(GapDecisions.isUndone(move(from, to), place, Catalogs.OTHER_SERVER)).isFalse();
    }

    @Test
    @DisplayName("of a move whose beginning nobody knows it is not said")
    void unknownBeginning() {
        assertThat(GapDecisions.isUndone(move(GapEnd.UNKNOWN, end("b.000001:4"), Catalogs.SERVER), end("b.000001:4"),
                Catalogs.SERVER)).isFalse();
    }
}
