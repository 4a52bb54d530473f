package io.github.lockkeeper.spring;

import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.util.PropertyPlaceholderHelper;

/**
 * The values that are in force for Canal's keys, as the host looks them up, with their placeholders filled in. Other
 * than in the host, a placeholder that nothing fills in stays as text, instead of silently becoming nothing.
 */
final class EffectiveProperties {

    private static final String CANAL = "canal.";

    private final PropertyPlaceholderHelper placeholders = new PropertyPlaceholderHelper("${", "}", null, true);
    private final Set<String> keys = new HashSet<>();
    private final UnaryOperator<String> hostLookup;

    /**
     * @param hostLookup the host's way from {@code key} or {@code key:default} to a value, with its precedence
     * @param sets all the properties that the host looks into
     */
    EffectiveProperties(UnaryOperator<String> hostLookup, Properties... sets) {
        this.hostLookup = hostLookup;
        for (Properties set : sets) {
            keys.addAll(set.stringPropertyNames());
        }
        keys.addAll(System.getProperties().stringPropertyNames());
        keys.addAll(System.getenv().keySet());
    }

    /** The values of Canal's keys; a byte-order mark before the first key of a file does not hide that key. */
    Map<String, String> values() {
        Predicate<String> isCanals = key -> key.startsWith(CANAL) || key.indexOf(CANAL) > 0 && key.charAt(0) > '~';
        Map<String, String> values = new TreeMap<>();
        keys.stream().filter(isCanals).forEach(key -> values.put(key, value(key)));
        return values;
    }

    private String value(String key) {
        String value = hostLookup.apply(key);
        try {
            return placeholders.replacePlaceholders(value, this::fill);
        } catch (IllegalArgumentException circular) {
            return value;
        }
    }

    /** What the host fills in, or null, which leaves the placeholder as it stands. */
    private String fill(String placeholder) {
        int colon = placeholder.indexOf(':');
        return colon >= 0 || keys.contains(placeholder.trim()) ? hostLookup.apply(placeholder) : null;
    }
}
