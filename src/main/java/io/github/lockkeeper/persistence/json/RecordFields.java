package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.position.Excerpt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one JSON object while it is being read: each known field is taken out by its type, and what is left
 * are the fields that this version does not know.
 */
final class RecordFields {
    private final String path;
    private final Map<String, Object> rest = new LinkedHashMap<>();

    private RecordFields(String path, Map<?, ?> fields) {
        this.path = path;
        fields.forEach((name, value) -> rest.put(String.valueOf(name), value));
    }

    /** @param value an object of the record's top, known to be one */
    static RecordFields ofTop(Map<?, ?> value) {
        return new RecordFields("", value);
    }

    /** @throws MalformedRecordException if the value is not an object */
    static RecordFields of(String path, Object value) {
        if (!(value instanceof Map)) {
            throw MalformedRecordException.damaged("has no JSON object at " + path);
        }
        return new RecordFields(path + ".", (Map<?, ?>) value);
    }

    /** An object that may be missing, and is empty then. */
    RecordFields takeObject(String name) {
        return has(name) ? of(path + name, rest.remove(name)) : new RecordFields(path + name + ".", new LinkedHashMap<>());
    }

    /** A list that may be missing, and is empty then. */
    List<?> takeListIfAny(String name) {
        Object value = has(name) ? rest.remove(name) : Collections.emptyList();
        if (!(value instanceof List)) {
            throw MalformedRecordException.damaged("has no JSON list at " + path + name);
        }
        return (List<?>) value;
    }

    /** Takes the field if it is exactly this text. */
    boolean takeIfText(String name, String text) {
        return rest.remove(name, text);
    }

    String takeText(String name) {
        requirePresent(name);
        return asText(name, rest.remove(name));
    }

    /** A text that may be missing, and is empty then. */
    String takeTextIfAny(String name) {
        return has(name) ? takeText(name) : "";
    }

    long takeInteger(String name) {
        requirePresent(name);
        return asInteger(name, rest.remove(name));
    }

    /** An integer that may be missing, and is 0 then. */
    long takeIntegerIfAny(String name) {
        return has(name) ? takeInteger(name) : 0;
    }

    /** @throws MalformedRecordException if the type has no constant of that name */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw MalformedRecordException.damaged("has an unknown " + type.getSimpleName() + ": " + Excerpt.of(name));
    }

    boolean has(String name) {
        return rest.containsKey(name);
    }

    /** The path of a field below this object, for messages. */
    String pathOf(String name) {
        return path + name;
    }

    /** What has not been taken, in the order of the text. */
    Map<String, Object> rest() {
        return rest;
    }

    void requirePresent(String name) {
        if (!has(name)) {
            throw MalformedRecordException.damaged("lacks " + path + name);
        }
    }

    private String asText(String name, Object value) {
        if (!(value instanceof String)) {
            throw MalformedRecordException.damaged("has something else than a text at " + path + name);
        }
        return (String) value;
    }

    private long asInteger(String name, Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        String found = value instanceof Number ? Excerpt.of(value.toString()) : "no number";
        throw MalformedRecordException.damaged("needs an integer at " + path + name + " and has " + found);
    }
}
