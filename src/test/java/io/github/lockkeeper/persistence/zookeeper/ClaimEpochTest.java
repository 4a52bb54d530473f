package io.github.lockkeeper.persistence.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** I14: what a claim's epoch is, and who may not claim. */
class ClaimEpochTest {
    private static final String PLACE = "zk/cursor";

    private static ClaimEpoch of(long created, Long changedIn, long epoch) {
        Optional<Node> stored = Optional.ofNullable(changedIn).map(tx -> new Node(new byte[0], 3, 1, tx));
        return ClaimEpoch.of(Optional.of(new RunningNode("a:1", created)), stored, epoch, PLACE);
    }

    @Test
    void withoutAnElectionTheNextOne() {
        assertThat(ClaimEpoch.of(Optional.empty(), Optional.empty(), 41, PLACE).value()).isEqualTo(42);
    }

    @Test
    void theTransactionThatMadeTheNodeOfTheElection() {
        assertThat(of(100, null, 0).value()).isEqualTo(100);
        assertThat(of(100, 60L, 50).value()).isEqualTo(100);
        assertThat(of(100, 60L, 50).warning()).isEmpty();
    }

    @Test
    @DisplayName("the same node again: the instance was built anew under the election that it has won")
    void sameNode() {
        assertThat(of(100, 130L, 100).value()).isEqualTo(100);
    }

    @Test
    @DisplayName("a later owner has claimed: refused")
    void laterOwner() {
        assertThatExceptionOfType(CursorStoreException.class).isThrownBy(() -> of(100, 250L, 200))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.FENCED)).withMessageContaining("0xc8");
        assertThatExceptionOfType(CursorStoreException.class).as("in the very transaction").isThrownBy(
                () -> of(100, 200L, 200));
    }

    @Test
    @DisplayName("an epoch that this ensemble has not reached: from elsewhere, and told")
    void imported() {
        ClaimEpoch epoch = of(100, 90L, 5000);
        assertThat(epoch.value()).isEqualTo(100);
        assertThat(epoch.warning()).isPresent().get().asString().contains("another ensemble").contains(PLACE);
    }
}
