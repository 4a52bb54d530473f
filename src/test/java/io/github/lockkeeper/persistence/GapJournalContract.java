package io.github.lockkeeper.persistence;

import static io.github.lockkeeper.gap.GapSamples.ORDERS;
import static io.github.lockkeeper.gap.GapSamples.TRADES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link GapJournal} promises, whatever it is made of. */
public abstract class GapJournalContract {
    private static final GapDecision FIRST = GapSamples.full();
    private static final GapDecision SECOND =
            GapSamples.decision(GapKind.REWOUND, 2).withTo(GapSamples.at("mysql-bin.000200", 4));

    /** Another journal on the same place, not open yet; the place is empty at the start of each test. */
    protected abstract GapJournal create();

    private GapJournal open() {
        GapJournal journal = create();
        assertThat(journal.open()).isEmpty();
        return journal;
    }

    @Test
    void whereThereHasNeverBeenAJournalThereAreNoEntries() {
        try (GapJournal journal = open()) {
            assertThat(journal.entries()).isEmpty();
            assertThat(journal.unconfirmed(ORDERS)).isEmpty();
        }
    }

    @Test
    void anAppendedEntryIsUnconfirmedAndThereForTheNextOne() {
        Gap entry;
        try (GapJournal journal = open()) {
            entry = journal.append(ORDERS, FIRST);
            assertThat(entry).isEqualTo(Gap.of(entry.id(), ORDERS, FIRST));
            assertThat(journal.entries()).containsExactly(entry);
            assertThat(journal.unconfirmed(ORDERS)).contains(entry);
            assertThat(journal.unconfirmed(TRADES)).isEmpty();
        }
        try (GapJournal next = open()) {
            assertThat(next.entries()).containsExactly(entry);
            assertThat(next.unconfirmed(ORDERS)).contains(entry);
        }
    }

    @Test
    void theLastStateOfAnEntryWins() {
        Gap entry;
        try (GapJournal journal = open()) {
            entry = journal.append(ORDERS, FIRST).revised(SECOND);
            journal.amend(entry);
            assertThat(journal.entries()).containsExactly(entry);
            assertThat(journal.unconfirmed(ORDERS)).contains(entry);
        }
        try (GapJournal next = open()) {
            assertThat(next.entries()).containsExactly(entry);
            assertThat(entry.revisions()).hasSize(1);
            next.amend(entry.confirmed());
        }
        try (GapJournal last = open()) {
            assertThat(last.entries()).containsExactly(entry.confirmed());
            assertThat(last.unconfirmed(ORDERS)).isEmpty();
        }
    }

    @Test
    void aSourceHasOneUnconfirmedEntryAtMost() {
        try (GapJournal journal = open()) {
            Gap first = journal.append(ORDERS, FIRST);
            Gap other = journal.append(TRADES, FIRST);

            assertThatIllegalStateException().isThrownBy(() -> journal.append(ORDERS, SECOND))
                    .withMessageContaining("entry " + first.id());
            assertThat(journal.entries()).containsExactly(first, other);
        }
        try (GapJournal journal = open()) {
            assertThatIllegalStateException().isThrownBy(() -> journal.append(ORDERS, SECOND));
            journal.amend(journal.unconfirmed(ORDERS).orElseThrow().confirmed());
            Gap second = journal.append(ORDERS, SECOND);
            assertThat(journal.unconfirmed(ORDERS)).contains(second);
            assertThat(journal.unconfirmed(TRADES)).isPresent();
        }
    }

    @Test
    void whatBecomesOfAnOlderEntryLeavesTheUnconfirmedOneAsItIs() {
        try (GapJournal journal = open()) {
            Gap open = journal.append(ORDERS, FIRST).confirmed();
            journal.amend(open);
            Gap second = journal.append(ORDERS, SECOND);

            journal.amend(open.repaired());

            assertThat(journal.unconfirmed(ORDERS)).contains(second);
            assertThat(journal.entries()).containsExactly(open.repaired(), second);
        }
    }

    @Test
    void idsAscendAndAreNeverUsedTwice() {
        List<Gap> appended = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            try (GapJournal journal = open()) {
                for (int i = 0; i < 3; i++) {
                    appended.add(journal.append(SourceName.of("s" + run + i), FIRST));
                    journal.amend(appended.get(0).confirmed());
                }
            }
        }
        appended.set(0, appended.get(0).confirmed());

        assertThat(appended).extracting(Gap::id).doesNotHaveDuplicates().isSorted();
        assertThat(appended.get(0).id()).isPositive();
        assertThat(open().entries()).isEqualTo(appended);
    }

    @Test
    void onlyAnEntryThatIsThereCanBeAmended() {
        try (GapJournal journal = open()) {
            Gap stranger = Gap.of(7, ORDERS, FIRST);

            assertThatIllegalStateException().isThrownBy(() -> journal.amend(stranger));
            assertThat(journal.entries()).isEmpty();
        }
    }

    @Test
    void anAmendmentUndoesNothing() {
        try (GapJournal journal = open()) {
            Gap first = journal.append(ORDERS, FIRST);
            Gap second = first.revised(SECOND);
            journal.amend(second);

            assertThatIllegalStateException().as("an older state").isThrownBy(() -> journal.amend(first));
            assertThatIllegalStateException().as("without the revision")
                    .isThrownBy(() -> journal.amend(first.confirmed()));
            journal.amend(second.confirmed());
            assertThatIllegalStateException().as("happened already").isThrownBy(() -> journal.amend(second));
            assertThatIllegalStateException().as("of another source")
                    .isThrownBy(() -> journal.amend(Gap.of(first.id(), TRADES, FIRST)));
            journal.amend(second.confirmed().accepted());
            assertThat(journal.entries()).containsExactly(second.confirmed().accepted());
        }
        assertThat(open().entries()).hasSize(1).first().extracting(Gap::isConfirmed).isEqualTo(true);
    }

    @Test
    void unknownFieldsAreKept() {
        Gap entry;
        try (GapJournal journal = open()) {
            GapDecision decision = FIRST.withExtras(Map.of("to", Map.of("later", true)));
            entry = journal.append(ORDERS, decision).withExtras(Map.of("later", List.of(1, "two")));
            journal.amend(entry);
        }
        try (GapJournal journal = open()) {
            assertThat(journal.entries()).containsExactly(entry);
            journal.amend(journal.entries().get(0).revised(SECOND).confirmed());
        }
        assertThat(open().entries()).containsExactly(entry.revised(SECOND).confirmed());
    }

    @Test
    void whatIsUnknownStaysUnknown() {
        try (GapJournal journal = open()) {
            journal.append(ORDERS, GapSamples.bare());
        }
        try (GapJournal journal = open()) {
            GapDecision read = journal.unconfirmed(ORDERS).orElseThrow().decision();
            assertThat(read).isEqualTo(GapSamples.bare());
            assertThat(read.from()).isEqualTo(GapEnd.UNKNOWN);
        }
    }

    @Test
    void isOpenedOnceAndUsedWhileItIsOpen() {
        GapJournal journal = create();
        assertThatIllegalStateException().isThrownBy(journal::entries);
        assertThatIllegalStateException().isThrownBy(() -> journal.unconfirmed(ORDERS));
        assertThatIllegalStateException().isThrownBy(() -> journal.append(ORDERS, FIRST));
        journal.open();
        assertThatIllegalStateException().isThrownBy(journal::open);
        Gap entry = journal.append(ORDERS, FIRST);
        journal.close();
        journal.close();

        assertThatIllegalStateException().isThrownBy(() -> journal.append(TRADES, FIRST));
        assertThatIllegalStateException().isThrownBy(() -> journal.amend(entry.confirmed()));
        assertThat(journal.entries()).as("still to be shown").containsExactly(entry);
        assertThat(journal.unconfirmed(ORDERS)).contains(entry);
        assertThat(open().entries()).containsExactly(entry);
    }

    @Test
    void aClosedOneIsNotOpened() {
        GapJournal journal = create();
        journal.close();

        assertThatIllegalStateException().isThrownBy(journal::open);
    }

    @Test
    void entriesAreACopy() {
        try (GapJournal journal = open()) {
            List<Gap> before = journal.entries();
            journal.append(ORDERS, FIRST);
            assertThat(before).isEmpty();
        }
    }

    @Test
    void saysWhereItIs() {
        assertThat(create().description()).isNotBlank();
    }
}
