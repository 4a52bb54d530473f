package io.github.lockkeeper.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import org.junit.jupiter.api.Test;

/** What every {@link CursorStore} promises, whatever it is made of. */
public abstract class CursorStoreContract {
    /** Another store on the same place, which is empty at the start of each test; as another process would open it. */
    protected abstract CursorStore open();

    @Test
    void whereThereHasNeverBeenARecordThereIsNone() {
        try (CursorStore store = open()) {
            assertThat(store.load()).isEmpty();
            assertThat(store.load()).as("a look leaves nothing behind").isEmpty();
        }
    }

    @Test
    void theFirstClaimBeginsARecordDurably() {
        try (CursorStore store = open(); CursorClaim claim = store.claim()) {
            assertThat(claim.record().epoch()).isPositive();
            assertThat(claim.record().withEpoch(0)).isEqualTo(GroupCursor.empty());
            assertThat(claim.warning()).isEmpty();
            assertThat(loadElsewhere()).isEqualTo(claim.record());
        }
    }

    @Test
    void whatIsSavedIsThereForTheNextOne() {
        GroupCursor saved;
        try (CursorStore store = open(); CursorClaim claim = store.claim()) {
            saved = CursorRecords.advanced(claim.record(), 7);
            claim.save(saved);
            assertThat(claim.record()).isEqualTo(saved);
            assertThat(loadElsewhere()).isEqualTo(saved);
        }
        try (CursorStore store = open(); CursorClaim claim = store.claim()) {
            assertThat(claim.record().withEpoch(saved.epoch())).isEqualTo(saved);
            assertThat(claim.warning()).isEmpty();
        }
    }

    @Test
    void savesFollowOneAnother() {
        try (CursorStore store = open(); CursorClaim claim = store.claim()) {
            for (int n = 1; n <= 5; n++) {
                claim.save(CursorRecords.advanced(claim.record(), n));
            }
            assertThat(loadElsewhere()).isEqualTo(CursorRecords.advanced(claim.record(), 5));
        }
    }

    @Test
    void everyClaimRaisesTheEpochDurably() {
        long last = 0;
        for (int i = 0; i < 3; i++) {
            try (CursorStore store = open(); CursorClaim claim = store.claim()) {
                assertThat(claim.record().epoch()).isGreaterThan(last);
                last = claim.record().epoch();
            }
            assertThat(loadElsewhere().epoch()).isEqualTo(last);
        }
    }

    @Test
    void neverTwoWriteAtATime() {
        try (CursorStore one = open(); CursorClaim first = one.claim(); CursorStore other = open()) {
            try (CursorClaim second = other.claim()) {
                assertThatExceptionOfType(CursorStoreException.class).as("a claim may be taken over, but not shared")
                        .isThrownBy(() -> first.save(CursorRecords.advanced(first.record(), 1)))
                        .satisfies(fenced -> assertThat(fenced.kind()).isEqualTo(Kind.FENCED));
                second.save(CursorRecords.advanced(second.record(), 2));
            } catch (CursorStoreException refused) {
                assertThat(refused.kind()).isEqualTo(Kind.LOCKED);
                first.save(CursorRecords.advanced(first.record(), 1));
                assertThat(loadElsewhere()).isEqualTo(CursorRecords.advanced(first.record(), 1));
            }
        }
    }

    @Test
    void aRefusedClaimDoesNotKeepTheNextOneOut() {
        try (CursorStore one = open(); CursorStore other = open()) {
            CursorClaim first = one.claim();
            try {
                other.claim().close();
            } catch (CursorStoreException refused) {
                assertThat(refused.kind()).isEqualTo(Kind.LOCKED);
            }
            first.close();
            other.claim().close();
            one.claim().close();
        }
    }

    @Test
    void aLookTakesNothing() {
        try (CursorStore store = open(); CursorClaim claim = store.claim(); CursorStore tool = open()) {
            assertThat(tool.load()).contains(claim.record());
            claim.save(CursorRecords.advanced(claim.record(), 1));
            assertThat(tool.load()).contains(claim.record());
            tool.close();
            claim.save(CursorRecords.advanced(claim.record(), 2));
        }
    }

    @Test
    void aRecordOfAnotherEpochIsNotSaved() {
        try (CursorStore store = open(); CursorClaim claim = store.claim()) {
            GroupCursor before = claim.record();

            assertThatIllegalArgumentException().isThrownBy(() -> claim.save(before.withEpoch(before.epoch() + 1)));

            assertThat(claim.record()).isEqualTo(before);
            assertThat(loadElsewhere()).isEqualTo(before);
        }
    }

    @Test
    void aClosedClaimSavesNothing() {
        try (CursorStore store = open()) {
            CursorClaim claim = store.claim();
            claim.close();
            claim.close();

            assertThatIllegalStateException().isThrownBy(() -> claim.save(CursorRecords.advanced(claim.record(), 1)));
            assertThat(loadElsewhere()).isEqualTo(claim.record());
        }
    }

    @Test
    void closingAnOldClaimDoesNotReleaseTheNewOne() {
        try (CursorStore store = open(); CursorStore other = open()) {
            CursorClaim old = store.claim();
            old.close();
            CursorClaim current = other.claim();
            old.close();

            assertThatThrownBy(() -> old.save(old.record())).isInstanceOf(IllegalStateException.class);
            current.save(CursorRecords.advanced(current.record(), 1));
        }
    }

    @Test
    void closingTheStoreClosesItsClaim() {
        CursorStore store = open();
        CursorClaim claim = store.claim();
        store.close();
        store.close();

        assertThatIllegalStateException().isThrownBy(() -> claim.save(claim.record()));
        assertThatIllegalStateException().isThrownBy(store::claim);
        try (CursorStore next = open()) {
            next.claim().close();
        }
    }

    @Test
    void saysWhereItIs() {
        try (CursorStore store = open()) {
            assertThat(store.description()).isNotBlank();
        }
    }

    private GroupCursor loadElsewhere() {
        try (CursorStore other = open()) {
            return other.load().orElseThrow();
        }
    }
}
