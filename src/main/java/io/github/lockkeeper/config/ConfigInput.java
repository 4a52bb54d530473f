package io.github.lockkeeper.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The properties under judgement. A key behind a byte-order mark is read as it was meant, so that it is told once. */
final class ConfigInput {

    private final Map<String, String> values = new TreeMap<>();
    private final List<String> markedKeys = new ArrayList<>();

    ConfigInput(Map<String, String> properties) {
        properties.forEach((key, value) -> {
            if (ByteOrderMark.isBefore(key)) {
                markedKeys.add(key);
                values.putIfAbsent(ByteOrderMark.removedFrom(key), value.trim());
            }
        });
        properties.forEach((key, value) -> {
            if (!ByteOrderMark.isBefore(key)) {
                values.put(key, value.trim());
            }
        });
    }

    Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The keys as they were written behind a byte-order mark, with the mark. */
    List<String> markedKeys() {
        return Collections.unmodifiableList(markedKeys);
    }

    /** What the key was set to, be it empty. */
    Optional<String> written(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** What the key was set to, unless that is nothing. */
    Optional<String> value(String key) {
        return written(key).filter(value -> !value.isEmpty());
    }

    /** Whether a value still has a placeholder that nothing filled in: such a value is judged no further. */
    static boolean isUnresolved(String value) {
        return value.contains("${");
    }
}
