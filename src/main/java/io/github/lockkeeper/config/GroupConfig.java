package io.github.lockkeeper.config;

import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the properties of a destination say about its group: checked, complete, unchangeable. */
public final class GroupConfig {

    private final String destination;
    private final CursorStoreMode cursorStore;
    private final List<SourceConfig> sources;

    GroupConfig(String destination, CursorStoreMode cursorStore, List<SourceConfig> sources) {
        this.destination = Objects.requireNonNull(destination, "destination");
        this.cursorStore = Objects.requireNonNull(cursorStore, "cursorStore");
        this.sources = Collections.unmodifiableList(new ArrayList<>(sources));
    }

    /**
     * Reads a destination's properties.
     *
     * @param properties the values in force, placeholders filled in; one that nothing fills in is left as text
     * @throws ConfigException with everything that is wrong with them
     */
    public static GroupConfig from(Map<String, String> properties, String destination) {
        return from(properties, destination, key -> Optional.empty());
    }

    /**
     * Reads a destination's properties.
     *
     * @param properties the values in force, placeholders filled in; one that nothing fills in is left as text
     * @param originOf where a key was set, if that is known; asked only about keys that are wrong
     * @throws ConfigException with everything that is wrong with them
     */
    public static GroupConfig from(Map<String, String> properties, String destination,
            Function<String, Optional<String>> originOf) {
        return new GroupConfigReader(new ConfigInput(properties), new Problems(originOf)).read(destination);
    }

    public String destination() {
        return destination;
    }

    public CursorStoreMode cursorStore() {
        return cursorStore;
    }

    /** The sources in the order of their numbers, at least one. */
    public List<SourceConfig> sources() {
        return sources;
    }

    /** The names of the sources, in order. */
    public List<SourceName> sourceNames() {
        return sources.stream().map(SourceConfig::name).collect(Collectors.toList());
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof GroupConfig)) {
            return false;
        }
        GroupConfig that = (GroupConfig) other;
        return destination.equals(that.destination) && cursorStore == that.cursorStore && sources.equals(that.sources);
    }

    @Override
    public int hashCode() {
        return Objects.hash(destination, cursorStore, sources);
    }

    @Override
    public String toString() {
        return destination + "{cursors in " + cursorStore + ", " + sources + "}";
    }
}
