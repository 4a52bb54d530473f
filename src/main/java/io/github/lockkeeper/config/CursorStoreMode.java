package io.github.lockkeeper.config;

import java.util.Map;

/** Where the group's cursors are kept; {@code auto} is already decided. */
public enum CursorStoreMode {

    /** Nowhere: a restart begins like a first start. */
    MEMORY("memory"),

    /** In a file beside the instance's properties. */
    FILE("file"),

    /** In ZooKeeper, for a destination that more than one server may run. */
    ZOOKEEPER("zookeeper");

    private final String text;

    CursorStoreMode(String text) {
        this.text = text;
    }

    /**
     * The store that these properties choose, whatever else is wrong with them.
     *
     * @param properties the values in force, placeholders filled in
     */
    public static CursorStoreMode of(Map<String, String> properties) {
        return of(new ConfigInput(properties));
    }

    /** The one that is named, else what {@code auto} is where the host has a ZooKeeper or has none. */
    static CursorStoreMode of(ConfigInput input) {
        String text = input.value(ConfigKeys.CURSOR_STORE.name()).orElse("auto");
        for (CursorStoreMode mode : values()) {
            if (mode.text.equals(text)) {
                return mode;
            }
        }
        return input.value(ConfigKeys.ZOOKEEPER_SERVERS).isPresent() ? ZOOKEEPER : FILE;
    }

    @Override
    public String toString() {
        return text;
    }
}
