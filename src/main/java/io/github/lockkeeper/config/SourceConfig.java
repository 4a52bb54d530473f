package io.github.lockkeeper.config;

import io.github.lockkeeper.position.SourceName;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** One source of the group, as configured. */
public final class SourceConfig {

    private final SourceSlot slot;
    private final SourceName name;
    private final Map<String, String> overrides;
    private final Map<String, String> settings;

    /**
     * @param overrides what is set for this source alone, by the key's name
     * @param settings what holds for this source, by the key's name, for every key of the catalogue
     */
    SourceConfig(SourceSlot slot, SourceName name, Map<String, String> overrides, Map<String, String> settings) {
        this.slot = Objects.requireNonNull(slot, "slot");
        this.name = Objects.requireNonNull(name, "name");
        this.overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
        this.settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /** The number in the source's stock keys; empty for a plain single-source file, whose keys carry none. */
    public OptionalInt number() {
        return slot.number() == SourceSlot.PLAIN ? OptionalInt.empty() : OptionalInt.of(slot.number());
    }

    public SourceName name() {
        return name;
    }

    /** Whether the source has a name of its own; else it is called by its address and has no settings of its own. */
    public boolean isNamed() {
        return !name.value().equals(address());
    }

    /** The master's address as written, {@code host:port}. */
    public String address() {
        return slot.address();
    }

    /** The standby's address as written, if there is a standby. */
    public Optional<String> standbyAddress() {
        return slot.standbyAddress();
    }

    /** Where this source starts without a cursor and a configured position. */
    public StartMode start() {
        return StartMode.parse(setting(ConfigKeys.SOURCE_START));
    }

    /** What GTIDs are used for at this source. */
    public GtidMode gtid() {
        return GtidMode.parse(setting(ConfigKeys.SOURCE_GTID));
    }

    /** What is set for this source alone, by the key's name behind {@code canal.instance.group.source.<name>.}. */
    public Map<String, String> overrides() {
        return overrides;
    }

    /** What holds for this source: its own value, else the group's, else the default. */
    public String setting(ConfigKey perSourceKey) {
        return Objects.requireNonNull(settings.get(perSourceKey.name()), perSourceKey.name());
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SourceConfig)) {
            return false;
        }
        SourceConfig that = (SourceConfig) other;
        return slot.number() == that.slot.number() && name.equals(that.name) && address().equals(that.address())
                && standbyAddress().equals(that.standbyAddress()) && overrides.equals(that.overrides)
                && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(slot.number(), name, address(), settings);
    }

    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>();
        overrides.forEach((key, value) -> shown.put(key, Secrets.shown(key, value)));
        String standby = standbyAddress().map(at -> ", standby=" + at).orElse("");
        return name + "{" + slot.addressKey() + "=" + address() + standby + ", overrides=" + shown + "}";
    }
}
