package io.github.lockkeeper.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lockkeeper.testkit.load.CommitPlace;
import io.github.lockkeeper.testkit.load.CommitPlaces;
import io.github.lockkeeper.testkit.load.LedgerEntry;
import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowChange.Kind;
import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.stream.ConsumerRecord;
import io.github.lockkeeper.testkit.stream.RecordFixture;
import io.github.lockkeeper.testkit.stream.RowEvent;
import io.github.lockkeeper.testkit.stream.RowEvent.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A journal that excuses everything proves nothing. */
class JournalledLossesTest {

    private static final String UUID = "1fc1a66d-e6df-11f1-bf95-02fc00000001";
    private static final RowChange CHANGE = new RowChange(new RowKey("shop1", "item", "1"), 1, Kind.INSERT);
    private static final LedgerEntry COMMITTED = new LedgerEntry("shop1", CHANGE, Instant.EPOCH);

    @Test
    void an_entry_by_gtids_covers_what_is_in_its_set_and_nothing_else() {
        String missing = "{\"gtids\":\"aaaa:1-99,\\n" + UUID.toUpperCase() + ":2:5-7\"}";
        for (int number : List.of(2, 5, 6, 7)) {
            assertThat(losses("EXACT", missing, "mysql-bin.000009", UUID + ":" + number).covers(COMMITTED)).isTrue();
        }
        for (int number : List.of(1, 3, 4, 8)) {
            assertThat(losses("EXACT", missing, "mysql-bin.000009", UUID + ":" + number).covers(COMMITTED)).isFalse();
        }
        assertThat(losses("EXACT", missing, "mysql-bin.000009", "").covers(COMMITTED)).isFalse();
    }

    @Test
    void an_entry_by_files_covers_what_was_in_them_and_nothing_else() {
        String missing = "{\"firstFile\":\"mysql-bin.000009\",\"lastFile\":\"mysql-bin.000011\",\"bytes\":\"unknown\"}";
        for (String file : List.of("mysql-bin.000009", "mysql-bin.000010", "mysql-bin.000011")) {
            assertThat(losses("BOUNDED", missing, file, "").covers(COMMITTED)).isTrue();
        }
        for (String file : List.of("mysql-bin.000008", "mysql-bin.000012", "mysql-bin.1000010")) {
            assertThat(losses("BOUNDED", missing, file, "").covers(COMMITTED)).isFalse();
        }
    }

    @Test
    void an_entry_that_does_not_know_covers_all_of_its_source_and_one_that_knows_of_nothing_nothing() {
        assertThat(losses("POSSIBLE", "\"unknown\"", "mysql-bin.000001", "").covers(COMMITTED)).isTrue();
        assertThat(losses("EXACT", "\"nothing\"", "mysql-bin.000001", "").covers(COMMITTED)).isFalse();
    }

    @Test
    void neither_a_start_nor_another_sources_entry_nor_an_earlier_state_covers_anything() {
        CommitPlaces places = places("mysql-bin.000001", "");
        String unknown = "\"unknown\"";
        assertThat(new JournalledLosses(Journal.of(line("shop1", "START", "EXACT", unknown)), places).covers(COMMITTED))
                .isFalse();
        assertThat(new JournalledLosses(Journal.of(line("shop2", "GAP", "POSSIBLE", unknown)), places).covers(COMMITTED))
                .isFalse();
        assertThat(new JournalledLosses(Journal.of(line("shop1", "GAP", "POSSIBLE", unknown)
                + line("shop1", "GAP", "EXACT", "\"nothing\"")), places).covers(COMMITTED)).isFalse();
    }

    @Test
    void a_change_whose_place_nobody_read_may_not_be_missing() {
        Journal journal = Journal.of(line("shop1", "GAP", "POSSIBLE", "\"unknown\""));
        assertThat(new JournalledLosses(journal, new CommitPlaces()).covers(COMMITTED)).isFalse();
    }

    @Test
    void what_an_exact_entry_names_must_not_be_held() {
        JournalledLosses losses = losses("EXACT", "{\"gtids\":\"" + UUID + ":1-9\"}", "mysql-bin.000001", UUID + ":4");
        ConsumerRecord holding = RecordFixture.holding(
                new RowEvent(CHANGE, CHANGE.payload(), new Origin(1, "mysql-bin.000001", 4), ""));
        losses.assertNotHeld(List.of(COMMITTED), RecordFixture.holding());
        assertThatThrownBy(() -> losses.assertNotHeld(List.of(COMMITTED), holding))
                .isInstanceOf(AssertionError.class).hasMessageContaining("shop1.item#1");
    }

    @Test
    void a_move_is_found_in_a_run_that_was_to_be_undisturbed() {
        Journal.of(line("shop1", "START", "EXACT", "\"nothing\"") + line("shop1", "ADOPTED", "POSSIBLE", "\"unknown\""))
                .assertUndisturbed();
        Journal moved = Journal.of(line("shop1", "REPLAY", "POSSIBLE", "\"unknown\""));
        assertThatThrownBy(moved::assertUndisturbed).isInstanceOf(AssertionError.class).hasMessageContaining("REPLAY");
    }

    private static JournalledLosses losses(String certainty, String missing, String file, String gtid) {
        return new JournalledLosses(Journal.of(line("shop1", "GAP", certainty, missing)), places(file, gtid));
    }

    private static CommitPlaces places(String file, String gtid) {
        return CommitPlaces.of(Map.of(CHANGE, new CommitPlace(file, gtid)));
    }

    private static String line(String source, String kind, String certainty, String missing) {
        return "{\"id\":7,\"source\":\"" + source + "\",\"status\":\"OPEN\",\"kind\":\"" + kind + "\",\"certainty\":\""
                + certainty + "\",\"missing\":" + missing + "}\n";
    }
}
