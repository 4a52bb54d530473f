package io.github.lockkeeper.canal.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.protocol.CanalEntry;
import io.github.lockkeeper.position.BinlogOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Boundaries on their way to the sink")
class BoundariesTest {

    private final Boundaries boundaries = new Boundaries();
    private final Entries entries = new Entries();

    private CanalEntry.Entry bounded(CanalEntry.Entry entry) {
        boundaries.add(entries.here());
        return entry;
    }

    @Test
    @DisplayName("arrive with the entry that ends where they are")
    void carried() {
        CanalEntry.Entry begin = entries.begin();
        CanalEntry.Entry row = entries.row();
        CanalEntry.Entry end = bounded(entries.end());

        assertThat(boundaries.lastIn(List.of(begin, row))).isEmpty();
        assertThat(boundaries.lastIn(List.of(end))).contains(entries.here());
        assertThat(boundaries.lastIn(List.of(end))).as("once").isEmpty();
    }

    @Test
    @DisplayName("are read ahead of their entries, some at a time")
    void ahead() {
        CanalEntry.Entry first = bounded(entries.end());
        BinlogOffset firstOffset = entries.here();
        CanalEntry.Entry second = bounded(entries.ddl());
        CanalEntry.Entry third = bounded(entries.position(700));

        assertThat(boundaries.lastIn(List.of(first))).contains(firstOffset);
        assertThat(boundaries.lastIn(List.of(second, third))).as("the last of several").contains(entries.here());
    }

    @Test
    @DisplayName("arrive also where the host names another file, as it does behind a checkpoint of MariaDB")
    void otherFile() {
        bounded(entries.end());
        Entries elsewhere = new Entries("mysql-bin.000008");
        assertThat(boundaries.lastIn(List.of(elsewhere.end()))).isPresent();
    }

    @Test
    @DisplayName("do not arrive with an entry that starts where they are")
    void startOfTheNext() {
        bounded(entries.end());
        assertThat(boundaries.lastIn(List.of(entries.begin()))).isEmpty();
    }

    @Test
    @DisplayName("behind 2 GiB arrive as well")
    void farBehind() {
        CanalEntry.Entry far = bounded(entries.position(4_000_000_000L));
        assertThat(boundaries.lastIn(List.of(far))).contains(entries.here());
        CanalEntry.Entry end = bounded(entries.end());
        assertThat(boundaries.lastIn(List.of(end))).contains(entries.here());
    }
}
