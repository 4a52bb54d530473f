package io.github.lockkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigKeysTest {

    @Test
    void everyKeyIsDeclaredOnceWithASentence() {
        List<ConfigKey> all = new ArrayList<>(ConfigKeys.groupWide());
        all.addAll(ConfigKeys.perSource());

        assertThat(all).extracting(ConfigKey::toString).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(key -> assertThat(key.sentence()).endsWith("."));
    }

    @Test
    void everyDefaultIsAllowedByItsOwnRule() {
        List<ConfigKey> all = new ArrayList<>(ConfigKeys.groupWide());
        all.addAll(ConfigKeys.perSource());

        assertThat(all).filteredOn(key -> !key.defaultValue().isEmpty())
                .allSatisfy(key -> assertThat(key.rule().complaintAbout(key.defaultValue())).isEmpty());
    }

    @Test
    void overrideFallsBackToCanalsKeyOfTheSameName() {
        assertThat(ConfigKeys.TRANSACTION_SIZE.groupWideKey()).contains("canal.instance.transaction.size");
        assertThat(ConfigKeys.SOURCE_START.groupWideKey()).contains("canal.instance.group.start");
        assertThat(ConfigKeys.SOURCE_GTID.groupWideKey()).contains("canal.instance.gtidon");
        assertThat(ConfigKeys.NAMES.groupWideKey()).isEmpty();
        assertThat(ConfigKeys.SOURCE_START.nameFor("orders")).isEqualTo("canal.instance.group.source.orders.start");
    }

    @Test
    void groupWideTable() {
        assertThat(ConfigTable.groupWide()).startsWith("""
                | Key | Default | Values | What it does |
                | --- | --- | --- | --- |
                | `canal.instance.group.names` | none |\
                """).contains("""
                | `canal.instance.group.start` | `latest` | `latest`, `earliest` | Where a source starts that has \
                neither a cursor nor a configured position. |
                """);
        assertThat(ConfigTable.groupWide().lines()).hasSize(2 + ConfigKeys.groupWide().size());
    }

    @Test
    void perSourceTable() {
        assertThat(ConfigTable.perSource()).contains("""
                | `transaction.size` | `canal.instance.transaction.size`, else `1024` | a power of two |\
                """, "| `dbPassword` | `canal.instance.dbPassword` |");
        assertThat(ConfigTable.perSource().lines()).hasSize(2 + ConfigKeys.perSource().size());
    }
}
