package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cursor of one source as the fields of a JSON object. What is not known is not written. */
final class SourceCursorFields {
    private static final String ADDRESS = "address";

    private SourceCursorFields() {
    }

    static Map<String, Object> write(SourceCursor cursor) {
        Map<String, Object> fields = new LinkedHashMap<>();
        OffsetFields.write(fields, cursor.offset());
        OffsetFields.write(fields, cursor.identity());
        OffsetFields.putIfKnown(fields, ADDRESS, cursor.address());
        cursor.extras().forEach(fields::putIfAbsent);
        return fields;
    }

    /** @throws MalformedRecordException if a needed field is missing or one is not valid */
    static SourceCursor read(RecordFields fields, String path) {
        try {
            BinlogOffset offset = OffsetFields.readOffset(fields);
            ServerIdentity identity = OffsetFields.readIdentity(fields);
            String address = fields.takeTextIfAny(ADDRESS);
            return SourceCursor.of(offset, identity, address).withExtras(fields.rest());
        } catch (IllegalArgumentException invalid) {
            throw MalformedRecordException.damaged("has an invalid value at " + path + ": " + invalid.getMessage());
        }
    }
}
