package io.github.lockkeeper.position;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields of a record that this version does not know: kept and written again, never looked into. */
public final class OpaqueFields {
    private OpaqueFields() {
    }

    /** An unmodifiable copy, nested maps and lists included, in the same order. */
    public static Map<String, Object> copyOf(Map<String, Object> fields) {
        Map<String, Object> copy = new LinkedHashMap<>();
        fields.forEach((name, value) -> copy.put(name, frozen(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object frozen(Object value) {
        if (value instanceof Map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((name, nested) -> copy.put(String.valueOf(name), frozen(nested)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List) {
            List<Object> copy = new ArrayList<>();
            ((List<?>) value).forEach(nested -> copy.add(frozen(nested)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
