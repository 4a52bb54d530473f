package io.github.lockkeeper.testkit.stream;

import com.alibaba.otter.canal.client.CanalMessageDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.stream.RowEvent.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What Canal's MQ mode writes into a topic: {@code canal.mq.flatMessage}. */
public enum TopicFormat {

    /** JSON, one message an entry and partition. It says nothing of the place in the binlog. */
    FLAT {
        @Override
        List<StreamItem> decode(byte[] value, String place) {
            JsonNode message = json(value, place);
            Origin origin = new Origin(0, place, 0);
            String schema = message.path("database").asText();
            String table = message.path("table").asText();
            if (message.path("isDdl").asBoolean()) {
                return List.of(new StreamItem.Statement(new DdlEvent(schema, table, message.path("sql").asText(), origin)));
            }
            List<RowEvent> events = new ArrayList<>();
            for (JsonNode row : message.path("data")) {
                String id = StreamSupport.stream(message.path("pkNames").spliterator(), false)
                        .map(name -> row.path(name.asText()).asText()).collect(Collectors.joining(","));
                RowChange change = new RowChange(new RowKey(schema.intern(), table.intern(), id),
                        row.path("version").asLong(), RowChange.Kind.valueOf(message.path("type").asText()));
                events.add(new RowEvent(change, row.path("payload").asText(""), origin, ""));
            }
            return events.isEmpty() ? List.of() : List.of(new StreamItem.Rows(events));
        }
    },

    /** The packets of Canal's own protocol, one a batch and partition. */
    PROTOBUF {
        @Override
        List<StreamItem> decode(byte[] value, String place) {
            return EntryDecoder.decode(CanalMessageDeserializer.deserializer(value)).items();
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param place where in the topic, for messages */
    abstract List<StreamItem> decode(byte[] value, String place);

    private static JsonNode json(byte[] value, String place) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON at " + place, e);
        }
    }
}
