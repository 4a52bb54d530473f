package io.github.lockkeeper.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void whatIsNotSeenIsEscaped() {
        assertThat(Shown.line("a\u001b[31m\r\n\tb\u0085\u2028\u202e\u200b\ud800")).isEqualTo(
                "a\\u001b[31m\\u000d\\u000a\\u0009b\\u0085\\u2028\\u202e\\u200b\\ud800");
    }

    @Test
    void whatIsSeenStays() {
        assertThat(Shown.line("orders \u4e2d\u6587 \uD83D\uDE00 \\n")).isEqualTo("orders \u4e2d\u6587 \uD83D\uDE00 \\n");
    }

    @Test
    void aCutTextSaysSo() {
        assertThat(Shown.cut("0123456789", 10)).isEqualTo("0123456789");
        assertThat(Shown.cut("0123456789a", 10)).isEqualTo("0123456...");
    }
}
