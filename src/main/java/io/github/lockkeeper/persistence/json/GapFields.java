package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapStatus;
import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entry of the journal as the fields of a JSON object. */
final class GapFields {
    /** The version of the entry that this code writes, and the newest that it reads. */
    static final int VERSION_NOW = 1;

    private static final String VERSION = "version";
    private static final String ID = "id";
    private static final String SOURCE = "source";
    private static final String STATUS = "status";
    private static final String REVISIONS = "revisions";

    private GapFields() {
    }

    static Map<String, Object> write(Gap entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(VERSION, VERSION_NOW);
        fields.put(ID, entry.id());
        fields.put(SOURCE, entry.source().value());
        fields.put(STATUS, entry.status().name());
        GapDecisionFields.write(fields, entry.decision());
        List<Object> revisions = new ArrayList<>();
        for (GapDecision earlier : entry.revisions()) {
            Map<String, Object> revision = new LinkedHashMap<>();
            GapDecisionFields.write(revision, earlier);
            revisions.add(revision);
        }
        fields.put(REVISIONS, revisions);
        entry.extras().forEach(fields::putIfAbsent);
        return fields;
    }

    /** @throws MalformedRecordException NEWER_VERSION if it is an entry of a version that is not known here */
    static void requireNotNewer(Object json) {
        Object version = json instanceof Map ? ((Map<?, ?>) json).get(VERSION) : null;
        if (StrictJson.isIntegerAbove(version, VERSION_NOW)) {
            throw new MalformedRecordException(Kind.NEWER_VERSION, "is of version " + version
                    + ", and this software reads version " + VERSION_NOW);
        }
    }

    /** @throws MalformedRecordException if it is not an entry that this version can use */
    static Gap read(Object json) {
        requireNotNewer(json);
        if (!(json instanceof Map)) {
            throw MalformedRecordException.damaged("is JSON, but not an entry");
        }
        RecordFields top = RecordFields.ofTop((Map<?, ?>) json);
        long version = top.takeInteger(VERSION);
        if (version != VERSION_NOW) {
            throw MalformedRecordException.damaged("has a version that never was: " + version);
        }
        try {
            return read(top);
        } catch (IllegalArgumentException | ArithmeticException invalid) {
            throw MalformedRecordException.damaged("has an invalid value: " + invalid.getMessage());
        }
    }

    private static Gap read(RecordFields top) {
        long id = top.takeInteger(ID);
        SourceName source = SourceName.parse(top.takeText(SOURCE));
        GapStatus status = RecordFields.constant(GapStatus.class, top.takeText(STATUS));
        List<GapDecision> decisions = new ArrayList<>();
        for (Object revision : top.takeListIfAny(REVISIONS)) {
            decisions.add(GapDecisionFields.readAll(RecordFields.of(REVISIONS, revision)));
        }
        decisions.add(GapDecisionFields.read(top));
        return Gap.of(id, source, status, decisions).withExtras(top.rest());
    }
}
