package io.github.lockkeeper.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        TextTable table = new TextTable("A", "LONG HEAD", "C");
        table.row("long cell", "b", "");
        table.row("", "b", "c");

        assertThat(table.text()).isEqualTo("A          LONG HEAD  C\nlong cell  b\n           b          c\n");
    }

    @Test
    void withoutAHeadThereIsNoEmptyLine() {
        TextTable table = new TextTable("", "");
        table.row("name", "value");

        assertThat(table.text()).isEqualTo("name  value\n");
    }

    @Test
    void aCellCannotForgeALine() {
        TextTable table = new TextTable("A");
        table.row("x\ny");

        assertThat(table.text()).isEqualTo("A\nx\\u000ay\n");
    }

    @Test
    void aRowHasAsManyCellsAsThereAreColumns() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextTable("A", "B").row("a"));
    }
}
