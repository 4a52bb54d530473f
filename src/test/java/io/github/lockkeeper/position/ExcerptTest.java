package io.github.lockkeeper.position;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void quotesAText() {
        assertThat(Excerpt.of("mysql-bin.000001")).isEqualTo("'mysql-bin.000001'");
    }

    @Test
    void cannotForgeALogLine() {
        assertThat(Excerpt.of("a\nWARN b\u2028c\u0000")).isEqualTo("'a\\u000aWARN b\\u2028c\\u0000'");
    }

    @Test
    void isCutWhenLong() {
        assertThat(Excerpt.of("x".repeat(120))).isEqualTo("'" + "x".repeat(120) + "'");
        assertThat(Excerpt.of("x".repeat(121))).isEqualTo("'" + "x".repeat(120) + "…'");
    }
}
