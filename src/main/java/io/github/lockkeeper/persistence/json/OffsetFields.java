package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.Map;

/** Offsets and servers as fields of a JSON object, by the same names in every record. What is not known is not written. */
final class OffsetFields {
    static final String FILE = "file";
    private static final String POSITION = "position";
    private static final String FILE_CREATED = "fileCreated";
    private static final String GTID = "gtid";
    private static final String TIMESTAMP = "timestamp";
    private static final String LAST_GTID = "lastGtid";
    private static final String SERVER_ID = "serverId";
    private static final String SERVER_UUID = "serverUuid";

    private OffsetFields() {
    }

    static void write(Map<String, Object> fields, BinlogOffset offset) {
        fields.put(FILE, offset.coordinates().file().toString());
        fields.put(POSITION, offset.coordinates().position());
        putIfKnown(fields, FILE_CREATED, offset.fileCreatedSeconds());
        write(fields, offset.gtids(), offset.timestampSeconds());
        putIfKnown(fields, LAST_GTID, offset.lastGtid().orElse(""));
    }

    /** What may be known of a place without its coordinates. */
    static void write(Map<String, Object> fields, Gtids gtids, long timestampSeconds) {
        putIfKnown(fields, GTID, gtids.toString());
        putIfKnown(fields, TIMESTAMP, timestampSeconds);
    }

    static void write(Map<String, Object> fields, ServerIdentity identity) {
        putIfKnown(fields, SERVER_ID, identity.serverId());
        putIfKnown(fields, SERVER_UUID, identity.serverUuid());
    }

    private static void putIfKnown(Map<String, Object> fields, String name, long value) {
        if (value != 0) {
            fields.put(name, value);
        }
    }

    static void putIfKnown(Map<String, Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    /** @throws IllegalArgumentException if a value is not valid; MalformedRecordException if one is missing */
    static BinlogOffset readOffset(RecordFields fields) {
        BinlogCoordinates coordinates = BinlogCoordinates.of(fields.takeText(FILE), fields.takeInteger(POSITION));
        return BinlogOffset.of(coordinates)
                .withFileCreatedSeconds(fields.takeIntegerIfAny(FILE_CREATED))
                .withGtids(readGtids(fields))
                .withTimestampSeconds(readTimestamp(fields))
                .withLastGtid(fields.takeTextIfAny(LAST_GTID));
    }

    static Gtids readGtids(RecordFields fields) {
        return Gtids.parse(fields.takeTextIfAny(GTID));
    }

    static long readTimestamp(RecordFields fields) {
        return fields.takeIntegerIfAny(TIMESTAMP);
    }

    static ServerIdentity readIdentity(RecordFields fields) {
        return ServerIdentity.of(fields.takeIntegerIfAny(SERVER_ID), fields.takeTextIfAny(SERVER_UUID));
    }
}
