package io.github.lockkeeper.ops.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the property files of a Canal home say, placeholders filled in. A variable of the environment that is called like
 * a key comes first, as in Canal. What comes from canal-admin or from options of Canal's own process is not seen.
 */
final class HostProperties {
    private static final String OPEN = "${";
    private static final String INSTEAD =
            " the folder of the destinations' data with --data-dir, or the servers of ZooKeeper with --zookeeper.";

    private final Properties properties = new Properties();
    private final UnaryOperator<String> environment;

    /** @param environment the value of a variable, or null */
    HostProperties(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /**
     * Adds the lines of a file, which win over those before; nothing where there is no such file.
     *
     * @throws CommandFailure if it cannot be read
     */
    HostProperties with(Path file) {
        if (Files.exists(file)) {
            try (InputStream lines = Files.newInputStream(file)) {
                properties.load(lines);
            } catch (IOException | IllegalArgumentException e) {
                throw CommandFailure.causedBy(e, file + " cannot be read: " + e.getMessage()
                        + ". Mend it, or name" + INSTEAD);
            }
        }
        return this;
    }

    HostProperties with(String key, String value) {
        properties.setProperty(key, value);
        return this;
    }

    /**
     * @return empty where the key is not set
     * @throws CommandFailure if a placeholder in the value cannot be filled in
     */
    Optional<String> value(String key) {
        String value = written(key);
        return value == null ? Optional.empty() : Optional.of(filled(value, key, new HashSet<>()).trim());
    }

    /** Whether the key is set to anything, whatever that may mean. */
    boolean isSet(String key) {
        String value = written(key);
        return value != null && !value.trim().isEmpty();
    }

    private String written(String key) {
        String outside = environment.apply(key);
        return outside == null ? properties.getProperty(key) : outside;
    }

    private String filled(String text, String key, Set<String> within) {
        int start = text.lastIndexOf(OPEN);
        int end = text.indexOf('}', Math.max(start, 0));
        if (start < 0 || end < 0) {
            return text;
        }
        // The last opening is an innermost one, so that a placeholder within a default is filled in first.
        String value = fill(text.substring(start + OPEN.length(), end), key, within);
        return filled(text.substring(0, start) + value + text.substring(end + 1), key, within);
    }

    private String fill(String placeholder, String key, Set<String> within) {
        int colon = placeholder.indexOf(':');
        String name = (colon < 0 ? placeholder : placeholder.substring(0, colon)).trim();
        String found = written(name);
        if (found != null && within.add(name)) {
            String value = filled(found, key, within);
            within.remove(name);
            return value;
        }
        if (found != null || colon < 0) {
            throw new CommandFailure(key + " has the placeholder " + OPEN + name + "}, which "
                    + (found == null ? "nothing here fills in" : "leads back to itself")
                    + ". Name" + INSTEAD);
        }
        return placeholder.substring(colon + 1);
    }
}
