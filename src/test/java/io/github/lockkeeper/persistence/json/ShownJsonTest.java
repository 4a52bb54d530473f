package io.github.lockkeeper.persistence.json;

import static io.github.lockkeeper.gap.GapSamples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.persistence.CursorRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownJsonTest {
    private static final GroupCursor RECORD = CursorRecords.advanced(GroupCursor.empty().withEpoch(7), 2);
    private static final Gap ENTRY = Gap.of(3, ORDERS, GapSamples.full()).revised(GapSamples.bare());

    @Test
    void aRecordIsShownAsItIsKept() {
        assertThat(ShownJson.of(RECORD))
                .isEqualTo(new String(GroupCursorJson.write(RECORD), StandardCharsets.UTF_8));
    }

    @Test
    void anEntryIsShownWithTheFieldsOfItsLineButTheChecksum() throws IOException {
        JsonNode line = new ObjectMapper().readTree(GapJson.writeLine(ENTRY));
        ((ObjectNode) line).remove("crc32");

        assertThat(parsed(ShownJson.of(ENTRY))).isEqualTo(line);
        assertThat(parsed(ShownJson.of(List.of(ENTRY, ENTRY))).get(1)).isEqualTo(line);
        assertThat(parsed(ShownJson.ofEntries(Map.of("b \"1\"", List.of(ENTRY)))).get("b \"1\"").get(0))
                .isEqualTo(line);
        assertThat(parsed(ShownJson.of(List.of()))).isEmpty();
    }

    @Test
    void recordsAreFoundByTheirDestination() throws IOException {
        JsonNode all = parsed(ShownJson.ofRecords(Map.of("example", RECORD, "other", GroupCursor.empty())));

        assertThat(all.get("example")).isEqualTo(parsed(ShownJson.of(RECORD)));
        assertThat(all.get("other").get("epoch").asInt()).isZero();
    }

    @Test
    void nothingThatActsOnATerminalIsLeft() throws IOException {
        GapCause cause = GapCause.of("X", 0, "\u4e2d\u202e\uD83D\uDE00");
        Gap entry = Gap.of(1, ORDERS, GapDecision.of(GapKind.GAP, cause, "halt", Certainty.POSSIBLE, 1));

        assertThat(ShownJson.of(entry)).matches("[\n -~]+").endsWith("}\n");
        assertThat(parsed(ShownJson.of(entry)).get("cause").get("text").asText()).isEqualTo(cause.text());
    }

    private static JsonNode parsed(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
