package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogFileName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ends of a decision and what is missing between them, each as one JSON value. */
final class GapPartFields {
    private static final String UNKNOWN = GapDecisionFields.UNKNOWN;
    private static final String NOTHING = "nothing";
    private static final String GTIDS = "gtids";
    private static final String FIRST_FILE = "firstFile";
    private static final String LAST_FILE = "lastFile";
    private static final String BYTES = "bytes";

    private GapPartFields() {
    }

    static Object write(GapEnd end) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (end.offset().isPresent()) {
            OffsetFields.write(fields, end.offset().get());
        } else {
            OffsetFields.write(fields, end.gtids(), end.timestampSeconds());
        }
        return fields.isEmpty() ? UNKNOWN : fields;
    }

    static GapEnd readEnd(RecordFields fields) {
        if (fields.has(OffsetFields.FILE)) {
            return GapEnd.of(OffsetFields.readOffset(fields));
        }
        return GapEnd.of(OffsetFields.readGtids(fields), OffsetFields.readTimestamp(fields));
    }

    static Object write(MissingPart missing) {
        if (missing.isNothing()) {
            return NOTHING;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        missing.gtids().ifPresent(gtids -> fields.put(GTIDS, gtids));
        missing.firstFile().ifPresent(first -> {
            fields.put(FIRST_FILE, first.toString());
            fields.put(LAST_FILE, missing.lastFile().get().toString());
            fields.put(BYTES, missing.bytes().isPresent() ? (Object) missing.bytes().getAsLong() : UNKNOWN);
        });
        return fields.isEmpty() ? UNKNOWN : fields;
    }

    static Optional<MissingPart> takeNothing(RecordFields fields, String name) {
        return fields.takeIfText(name, NOTHING) ? Optional.of(MissingPart.NOTHING) : Optional.empty();
    }

    static MissingPart readMissing(RecordFields fields) {
        if (fields.has(GTIDS)) {
            return MissingPart.ofGtids(fields.takeText(GTIDS));
        }
        if (!fields.has(FIRST_FILE)) {
            return MissingPart.UNKNOWN;
        }
        MissingPart files = MissingPart.ofFiles(BinlogFileName.parse(fields.takeText(FIRST_FILE)),
                BinlogFileName.parse(fields.takeText(LAST_FILE)));
        return fields.takeIfText(BYTES, UNKNOWN) ? files : files.withBytes(fields.takeInteger(BYTES));
    }
}
