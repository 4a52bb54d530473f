package io.github.lockkeeper.persistence.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Text in nodes. */
class NodeContentTest {
    @Test
    void shortTextIsAsItIs() throws IOException {
        byte[] text = "{\"version\":1}\n".getBytes(StandardCharsets.UTF_8);

        assertThat(NodeContent.of(text)).isEqualTo(text);
        assertThat(NodeContent.textOf(text)).isEqualTo(text);
        assertThat(NodeContent.textOf(new byte[0])).isEmpty();
    }

    @Test
    void longTextIsCompressed() throws IOException {
        byte[] text = new byte[64 * 1024 + 1];
        Arrays.fill(text, (byte) 'a');

        assertThat(NodeContent.of(text)).hasSizeLessThan(1000).startsWith(0x1f, 0x8b);
        assertThat(NodeContent.textOf(NodeContent.of(text))).isEqualTo(text);
        assertThat(NodeContent.of(Arrays.copyOf(text, text.length - 1))).as("the longest plain one").hasSize(65536);
    }

    @Test
    void damagedCompressionIsAFailure() {
        byte[] content = NodeContent.of(new byte[100_000]);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NodeContent.textOf(Arrays.copyOf(content, content.length - 9)));
    }
}
