package io.github.lockkeeper.persistence.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lockkeeper.position.Excerpt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** JSON as our records are written and read: nothing doubtful is accepted. */
final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Unknown numbers are written again with the digits that they had.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(Object.class);
    private static final ObjectWriter ONE_LINE = MAPPER.writer();

    private StrictJson() {
    }

    /** A writer that puts each field on a line, for people. */
    static ObjectWriter indented() {
        // The line feed is fixed: the same record gives the same bytes on every platform.
        return MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
    }

    /** Without white space, on one line that has no end of line. */
    static byte[] write(Object json) {
        return write(ONE_LINE, json, "");
    }

    static byte[] write(ObjectWriter writer, Object json, String end) {
        try {
            return (writer.writeValueAsString(json) + end).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** @throws MalformedRecordException if it is not one JSON value in UTF-8 */
    static Object parse(byte[] text) {
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException invalid) {
            throw MalformedRecordException.damaged("is not valid JSON" + describe(invalid.getLocation())
                    + ": " + Excerpt.of(invalid.getOriginalMessage()));
        } catch (IOException invalid) {
            throw MalformedRecordException.damaged("is not valid UTF-8 or JSON");
        }
    }

    private static String describe(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Whether the value is an integer, of whatever size, above the limit. */
    static boolean isIntegerAbove(Object value, long limit) {
        if (value instanceof BigInteger) {
            return ((BigInteger) value).signum() > 0;
        }
        return (value instanceof Integer || value instanceof Long) && ((Number) value).longValue() > limit;
    }
}
