package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Replica ids")
class ReplicaIdsTest {

    @Test
    @DisplayName("are in MySQL's range, and the same at each start")
    void range() {
        for (int i = 0; i < 10_000; i++) {
            long id = ReplicaIds.of("group", "source-" + i);
            assertThat(id).isBetween(1L, (long) Integer.MAX_VALUE);
            assertThat(ReplicaIds.of("group", "source-" + i)).isEqualTo(id);
        }
    }

    @Test
    @DisplayName("differ between the sources of a group on one server, and between groups")
    void distinct() {
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ids.add(ReplicaIds.of("group", "source-" + i));
            ids.add(ReplicaIds.of("other", "source-" + i));
        }
        assertThat(ids).hasSize(200);
    }
}
