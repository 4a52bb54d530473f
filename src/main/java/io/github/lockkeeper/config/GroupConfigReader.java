package io.github.lockkeeper.config;

import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns the properties into a {@link GroupConfig}, or refuses them with everything that is wrong. */
final class GroupConfigReader {

    private final ConfigInput input;
    private final Problems problems;

    GroupConfigReader(ConfigInput input, Problems problems) {
        this.input = input;
        this.problems = problems;
    }

    GroupConfig read(String destination) {
        NameReader nameReader = new NameReader(input, problems);
        List<String> writtenNames = nameReader.written();
        new TextAudit(input, problems).run();
        new KeyAudit(input, problems, writtenNames).run();
        new ValueAudit(input, problems, writtenNames).run();
        new BufferAudit(input, problems).run(writtenNames);
        checkStoreAgainstZooKeeper();
        List<SourceSlot> slots = new SlotReader(input, problems).read();
        List<SourceName> names = nameReader.read(slots);
        problems.throwIfAny(destination);
        return new GroupConfig(destination, cursorStore(), sources(slots, names));
    }

    private void checkStoreAgainstZooKeeper() {
        String key = ConfigKeys.CURSOR_STORE.name();
        if (cursorStore() == CursorStoreMode.ZOOKEEPER && !input.value(ConfigKeys.ZOOKEEPER_SERVERS).isPresent()) {
            problems.add(key, "is zookeeper, and " + ConfigKeys.ZOOKEEPER_SERVERS + " is not set",
                    "set " + ConfigKeys.ZOOKEEPER_SERVERS + " in canal.properties, or " + key
                            + "=file if only one server runs this destination");
        }
    }

    private CursorStoreMode cursorStore() {
        return CursorStoreMode.of(input);
    }

    private List<SourceConfig> sources(List<SourceSlot> slots, List<SourceName> names) {
        List<SourceConfig> sources = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            SourceName name = names.get(i);
            sources.add(new SourceConfig(slots.get(i), name, overrides(name), settings(name)));
        }
        return sources;
    }

    private Map<String, String> overrides(SourceName name) {
        Map<String, String> overrides = new TreeMap<>();
        for (ConfigKey key : ConfigKeys.perSource()) {
            input.written(key.nameFor(name.value())).ifPresent(value -> overrides.put(key.name(), value));
        }
        return overrides;
    }

    private Map<String, String> settings(SourceName name) {
        Map<String, String> settings = new TreeMap<>();
        for (ConfigKey key : ConfigKeys.perSource()) {
            settings.put(key.name(), key.groupWideKey().flatMap(input::written).orElse(key.defaultValue()));
        }
        settings.putAll(overrides(name));
        return settings;
    }
}
