package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.SourceName;
import java.util.LinkedHashMap;
import java.util.Map;

/** The record of a group as the fields of a JSON object. */
final class GroupCursorFields {
    private static final String VERSION = "version";
    private static final String EPOCH = "epoch";
    private static final String SOURCES = "sources";
    private static final String RETIRED = "retired";

    private GroupCursorFields() {
    }

    static Map<String, Object> write(GroupCursor cursor) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(VERSION, cursor.version());
        fields.put(EPOCH, cursor.epoch());
        fields.put(SOURCES, writeAll(cursor.sources()));
        fields.put(RETIRED, writeAll(cursor.retired()));
        cursor.extras().forEach(fields::putIfAbsent);
        return fields;
    }

    private static Map<String, Object> writeAll(Map<SourceName, SourceCursor> cursors) {
        Map<String, Object> fields = new LinkedHashMap<>();
        cursors.forEach((name, cursor) -> fields.put(name.value(), SourceCursorFields.write(cursor)));
        return fields;
    }

    /**
     * @param json any value of JSON, null included
     * @throws MalformedRecordException if it is not a record that this version can use
     */
    static GroupCursor read(Object json) {
        if (!(json instanceof Map)) {
            throw foreign();
        }
        RecordFields top = RecordFields.ofTop((Map<?, ?>) json);
        requireVersion(top);
        long epoch = top.takeInteger(EPOCH);
        if (epoch < 0) {
            throw MalformedRecordException.damaged("has a negative epoch: " + epoch);
        }
        top.requirePresent(SOURCES);
        GroupCursor cursor = readSources(top);
        return cursor.withEpoch(epoch).withExtras(top.rest());
    }

    private static void requireVersion(RecordFields top) {
        if (StrictJson.isIntegerAbove(top.rest().get(VERSION), GroupCursor.VERSION)) {
            throw new MalformedRecordException(Kind.NEWER_VERSION, "is a record of version "
                    + top.rest().get(VERSION) + ", and this software reads version " + GroupCursor.VERSION);
        }
        if (!top.has(EPOCH) && !top.has(SOURCES)) {
            throw foreign();
        }
        long version = top.takeInteger(VERSION);
        if (version != GroupCursor.VERSION) {
            throw MalformedRecordException.damaged("has a version that never was: " + version);
        }
    }

    private static MalformedRecordException foreign() {
        return new MalformedRecordException(Kind.FOREIGN, "is JSON, but not a record of this software");
    }

    private static GroupCursor readSources(RecordFields top) {
        Map<SourceName, SourceCursor> sources = readAll(top.takeObject(SOURCES));
        Map<SourceName, SourceCursor> retired = readAll(top.takeObject(RETIRED));
        GroupCursor cursor = GroupCursor.empty();
        for (Map.Entry<SourceName, SourceCursor> source : sources.entrySet()) {
            if (retired.containsKey(source.getKey())) {
                throw MalformedRecordException.damaged(
                        "has " + source.getKey() + " among the sources and among the retired ones");
            }
            cursor = cursor.withSource(source.getKey(), source.getValue());
        }
        for (Map.Entry<SourceName, SourceCursor> source : retired.entrySet()) {
            cursor = cursor.withRetired(source.getKey(), source.getValue());
        }
        return cursor;
    }

    private static Map<SourceName, SourceCursor> readAll(RecordFields fields) {
        Map<SourceName, SourceCursor> cursors = new LinkedHashMap<>();
        fields.rest().forEach((name, value) -> cursors.put(readName(name), readSource(fields.pathOf(name), value)));
        return cursors;
    }

    private static SourceCursor readSource(String path, Object value) {
        return SourceCursorFields.read(RecordFields.of(path, value), path);
    }

    private static SourceName readName(String name) {
        try {
            return SourceName.parse(name);
        } catch (IllegalArgumentException invalid) {
            throw MalformedRecordException.damaged("has an invalid source: " + invalid.getMessage());
        }
    }
}
