package io.github.lockkeeper.config;

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
     * The store that a property's value names.
     *
     * @param hasZooKeeper whether the host has one: what {@code auto} hangs on
     */
    static CursorStoreMode decide(String text, boolean hasZooKeeper) {
        for (CursorStoreMode mode : values()) {
            if (mode.text.equals(text)) {
                return mode;
            }
        }
        return hasZooKeeper ? ZOOKEEPER : FILE;
    }

    @Override
    public String toString() {
        return text;
    }
}
