package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cursor of one source as the fields of a JSON object. What is not known is not written. */
final class SourceCursorFields {
    private static final String FILE = "file";
    private static final String POSITION = "position";
    private static final String FILE_CREATED = "fileCreated";
    private static final String GTID = "gtid";
    private static final String TIMESTAMP = "timestamp";
    private static final String LAST_GTID = "lastGtid";
    private static final String SERVER_ID = "serverId";
    private static final String SERVER_UUID = "serverUuid";
    private static final String ADDRESS = "address";

    private SourceCursorFields() {
    }

    static Map<String, Object> write(SourceCursor cursor) {
        BinlogOffset offset = cursor.offset();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(FILE, offset.coordinates().file().toString());
        fields.put(POSITION, offset.coordinates().position());
        putIfKnown(fields, FILE_CREATED, offset.fileCreatedSeconds());
        putIfKnown(fields, GTID, offset.gtids().toString());
        putIfKnown(fields, TIMESTAMP, offset.timestampSeconds());
        putIfKnown(fields, LAST_GTID, offset.lastGtid().orElse(""));
        putIfKnown(fields, SERVER_ID, cursor.identity().serverId());
        putIfKnown(fields, SERVER_UUID, cursor.identity().serverUuid());
        putIfKnown(fields, ADDRESS, cursor.address());
        cursor.extras().forEach(fields::putIfAbsent);
        return fields;
    }

    private static void putIfKnown(Map<String, Object> fields, String name, long value) {
        if (value != 0) {
            fields.put(name, value);
        }
    }

    private static void putIfKnown(Map<String, Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    /** @throws MalformedRecordException if a needed field is missing or one is not valid */
    static SourceCursor read(RecordFields fields, String path) {
        try {
            BinlogOffset offset = readOffset(fields);
            ServerIdentity identity = ServerIdentity.of(
                    fields.takeIntegerIfAny(SERVER_ID), fields.takeTextIfAny(SERVER_UUID));
            String address = fields.takeTextIfAny(ADDRESS);
            return SourceCursor.of(offset, identity, address).withExtras(fields.rest());
        } catch (IllegalArgumentException invalid) {
            throw MalformedRecordException.damaged("has an invalid value at " + path + ": " + invalid.getMessage());
        }
    }

    private static BinlogOffset readOffset(RecordFields fields) {
        BinlogCoordinates coordinates = BinlogCoordinates.of(fields.takeText(FILE), fields.takeInteger(POSITION));
        return BinlogOffset.of(coordinates)
                .withFileCreatedSeconds(fields.takeIntegerIfAny(FILE_CREATED))
                .withGtids(Gtids.parse(fields.takeTextIfAny(GTID)))
                .withTimestampSeconds(fields.takeIntegerIfAny(TIMESTAMP))
                .withLastGtid(fields.takeTextIfAny(LAST_GTID));
    }
}
