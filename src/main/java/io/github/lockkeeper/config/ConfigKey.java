package io.github.lockkeeper.config;

import java.util.Objects;
import java.util.Optional;

/** One key: its name, its default, what its value may be and what it is for. Declared in {@link ConfigKeys} only. */
public final class ConfigKey {

    private static final String NO_KEY = "";

    private final String name;
    private final String groupWideKey;
    private final String defaultValue;
    private final ValueRule rule;
    private final String sentence;

    private ConfigKey(String name, String groupWideKey, String defaultValue, ValueRule rule, String sentence) {
        this.name = Objects.requireNonNull(name, "name");
        this.groupWideKey = groupWideKey;
        this.defaultValue = Objects.requireNonNull(defaultValue, "defaultValue");
        this.rule = Objects.requireNonNull(rule, "rule");
        this.sentence = Objects.requireNonNull(sentence, "sentence");
    }

    /** A key for the whole group, by its full name. */
    static ConfigKey groupWide(String name, String defaultValue, ValueRule rule, String sentence) {
        return new ConfigKey(name, null, defaultValue, rule, sentence);
    }

    /** A key below {@code canal.instance.group.source.<name>.} that overrides the same key of Canal's own. */
    static ConfigKey perSource(String name, String defaultValue, ValueRule rule, String sentence) {
        return new ConfigKey(name, "canal.instance." + name, defaultValue, rule, sentence);
    }

    /** This per-source key, which has no value for the whole group. */
    ConfigKey ofOneSource() {
        return new ConfigKey(name, NO_KEY, defaultValue, rule, sentence);
    }

    /** This per-source key, overriding another key than Canal's of the same name. */
    ConfigKey overriding(ConfigKey groupWide) {
        return new ConfigKey(name, groupWide.name, defaultValue, rule, sentence);
    }

    /** The full name of a group-wide key; of a per-source key the part behind the source's name. */
    public String name() {
        return name;
    }

    /** Whether the key stands below {@code canal.instance.group.source.<name>.}. */
    public boolean isPerSource() {
        return groupWideKey != null;
    }

    /**
     * The key whose value holds for every source that does not override it; empty for a group-wide key, and for one that
     * makes sense for one source only.
     */
    public Optional<String> groupWideKey() {
        return Optional.ofNullable(groupWideKey).filter(key -> !key.equals(NO_KEY));
    }

    /** The full name of this per-source key for one source. */
    public String nameFor(String source) {
        return ConfigKeys.SOURCE_PREFIX + source + "." + name;
    }

    /** The value where nothing is set; empty text where there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    public ValueRule rule() {
        return rule;
    }

    /** What the key is for, in one sentence. */
    public String sentence() {
        return sentence;
    }

    @Override
    public String toString() {
        return isPerSource() ? nameFor("<name>") : name;
    }
}
