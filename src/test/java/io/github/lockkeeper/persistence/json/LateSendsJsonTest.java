package io.github.lockkeeper.persistence.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.position.SourceName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a server leaves that lost the destination, as JSON")
class LateSendsJsonTest {

    private static final LateSends WORD = LateSends.of("10.0.0.1:11111",
            GroupCursor.empty().withEpoch(42).withSource(SourceName.of("orders"), CursorRecords.mySql(3)));

    @Test
    @DisplayName("is read as it was written")
    void roundTrip() {
        byte[] text = LateSendsJson.write(WORD);
        assertThat(new String(text, StandardCharsets.UTF_8)).contains("\"server\" : \"10.0.0.1:11111\"");
        assertThat(LateSendsJson.read(text, "the node")).isEqualTo(WORD).hasSameHashCodeAs(WORD);
        assertThat(LateSendsJson.read(text, "the node").epoch()).isEqualTo(42);
    }

    @Test
    @DisplayName("a record of cursors is none")
    void withoutServer() {
        assertThatExceptionOfType(CursorStoreException.class)
                .isThrownBy(() -> LateSendsJson.read(GroupCursorJson.write(WORD.since()), "the node"))
                .withMessageContaining("the node").satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED));
    }
}
