package io.github.lockkeeper.persistence.json;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.Gap;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Records and entries as JSON to be shown: the fields that they are kept with, indented, each text ending in a line
 * feed. All but ASCII is escaped, so that it is the same on every terminal, and nothing in it acts on one.
 */
public final class ShownJson {
    private static final ObjectWriter WRITER = StrictJson.indented().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private ShownJson() {
    }

    /** One record. */
    public static String of(GroupCursor record) {
        return write(GroupCursorFields.write(record));
    }

    /** An object with each record by the name of its destination. */
    public static String ofRecords(Map<String, GroupCursor> byDestination) {
        return write(mapped(byDestination, GroupCursorFields::write));
    }

    /** One entry, without the checksum of its line. */
    public static String of(Gap entry) {
        return write(GapFields.write(entry));
    }

    /** A list of entries. */
    public static String of(List<Gap> entries) {
        return write(listed(entries));
    }

    /** An object with the list of entries by the name of their destination. */
    public static String ofEntries(Map<String, List<Gap>> byDestination) {
        return write(mapped(byDestination, ShownJson::listed));
    }

    private static List<Object> listed(List<Gap> entries) {
        return entries.stream().map(GapFields::write).collect(Collectors.toList());
    }

    private static <T> Map<String, Object> mapped(Map<String, T> values, Function<T, Object> toJson) {
        Map<String, Object> fields = new LinkedHashMap<>();
        values.forEach((name, value) -> fields.put(name, toJson.apply(value)));
        return fields;
    }

    private static String write(Object json) {
        return new String(StrictJson.write(WRITER, json, "\n"), StandardCharsets.US_ASCII);
    }
}
