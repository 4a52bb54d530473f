package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision as the fields of a JSON object. What is not known of it is written as {@code "unknown"}, so that whoever
 * reads the journal sees that it was not forgotten.
 */
final class GapDecisionFields {
    static final String UNKNOWN = "unknown";

    private static final String KIND = "kind";
    private static final String CAUSE = "cause";
    private static final String CODE = "code";
    private static final String ERRNO = "errno";
    private static final String TEXT = "text";
    private static final String POLICY = "policy";
    private static final String CERTAINTY = "certainty";
    private static final String DECIDED_AT = "decidedAtMillis";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String MISSING = "missing";
    private static final String SURPLUS = "surplus";
    private static final String SERVER_BEFORE = "serverBefore";
    private static final String SERVER_AFTER = "serverAfter";

    private final RecordFields fields;
    /** What is left of the objects below this one, by their names. */
    private final Map<String, Object> unknown = new LinkedHashMap<>();

    private GapDecisionFields(RecordFields fields) {
        this.fields = fields;
    }

    static void write(Map<String, Object> fields, GapDecision decision) {
        fields.put(KIND, decision.kind().name());
        fields.put(CAUSE, write(decision.cause()));
        fields.put(POLICY, decision.policy());
        fields.put(CERTAINTY, decision.certainty().name());
        fields.put(DECIDED_AT, decision.decidedAtMillis());
        fields.put(FROM, GapPartFields.write(decision.from()));
        fields.put(TO, GapPartFields.write(decision.to()));
        fields.put(MISSING, GapPartFields.write(decision.missing()));
        decision.surplus().ifPresent(gtids -> fields.put(SURPLUS, gtids));
        fields.put(SERVER_BEFORE, write(decision.serverBefore()));
        fields.put(SERVER_AFTER, write(decision.serverAfter()));
        decision.extras().forEach((name, value) -> fields.merge(name, value, GapDecisionFields::withUnknown));
    }

    private static Map<String, Object> write(GapCause cause) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(CODE, cause.code());
        fields.put(ERRNO, cause.errno());
        fields.put(TEXT, cause.text());
        return fields;
    }

    private static Object write(ServerIdentity identity) {
        Map<String, Object> fields = new LinkedHashMap<>();
        OffsetFields.write(fields, identity);
        return fields.isEmpty() ? UNKNOWN : fields;
    }

    /** The known fields, and those unknown ones whose names are free. */
    private static Object withUnknown(Object known, Object unknown) {
        if (known.equals(UNKNOWN) && unknown instanceof Map) {
            return unknown;
        }
        if (known instanceof Map && unknown instanceof Map) {
            Map<Object, Object> both = new LinkedHashMap<>((Map<?, ?>) known);
            ((Map<?, ?>) unknown).forEach(both::putIfAbsent);
            return both;
        }
        return known;
    }

    /**
     * Takes the fields of a decision; what it leaves is not the decision's.
     *
     * @throws MalformedRecordException if one is missing or of a wrong type
     * @throws IllegalArgumentException if a value is not valid
     */
    static GapDecision read(RecordFields fields) {
        return new GapDecisionFields(fields).read();
    }

    /** As {@link #read(RecordFields)}, where all fields are the decision's. */
    static GapDecision readAll(RecordFields fields) {
        GapDecision decision = read(fields);
        Map<String, Object> extras = new LinkedHashMap<>(decision.extras());
        extras.putAll(fields.rest());
        return decision.withExtras(extras);
    }

    private GapDecision read() {
        GapDecision decision = GapDecision.of(takeConstant(GapKind.class, KIND), takeCause(), fields.takeText(POLICY),
                        takeConstant(Certainty.class, CERTAINTY), fields.takeInteger(DECIDED_AT))
                .withFrom(GapPartFields.readEnd(takeKnown(FROM)))
                .withTo(GapPartFields.readEnd(takeKnown(TO)))
                .withMissing(GapPartFields.takeNothing(fields, MISSING)
                        .orElseGet(() -> GapPartFields.readMissing(takeKnown(MISSING))))
                .withServers(OffsetFields.readIdentity(takeKnown(SERVER_BEFORE)),
                        OffsetFields.readIdentity(takeKnown(SERVER_AFTER)));
        GapDecision whole = fields.has(SURPLUS) ? decision.withSurplus(fields.takeText(SURPLUS)) : decision;
        unknown.values().removeIf(rest -> ((Map<?, ?>) rest).isEmpty());
        return whole.withExtras(unknown);
    }

    private GapCause takeCause() {
        fields.requirePresent(CAUSE);
        RecordFields cause = takeObject(CAUSE);
        return GapCause.of(cause.takeText(CODE), Math.toIntExact(cause.takeInteger(ERRNO)), cause.takeText(TEXT));
    }

    private <E extends Enum<E>> E takeConstant(Class<E> type, String name) {
        return RecordFields.constant(type, fields.takeText(name));
    }

    /** The object of that name, empty if the place of it says that it is unknown. */
    private RecordFields takeKnown(String name) {
        if (!fields.takeIfText(name, UNKNOWN)) {
            fields.requirePresent(name);
        }
        return takeObject(name);
    }

    private RecordFields takeObject(String name) {
        RecordFields object = fields.takeObject(name);
        unknown.put(name, object.rest());
        return object;
    }
}
