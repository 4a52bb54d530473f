package io.github.lockkeeper.persistence.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.GapJournalContract;
import org.junit.jupiter.api.Test;

class MemoryGapJournalTest extends GapJournalContract {
    private final MemoryGapJournal place = new MemoryGapJournal();

    @Override
    protected GapJournal create() {
        return place.sharing();
    }

    @Test
    void everyNewJournalIsAPlaceOfItsOwn() {
        place.open();
        place.append(GapSamples.ORDERS, GapSamples.full());
        MemoryGapJournal other = new MemoryGapJournal();
        other.open();

        assertThat(other.entries()).isEmpty();
    }
}
