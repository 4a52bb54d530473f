package io.github.lockkeeper.config;

/** Where the group's cursors are kept; {@code auto} is already decided. */
public enum CursorStoreMode {

    /** Nowhere: a restart begins like a first start. */
    MEMORY("memory"),

    /** In a file beside the instance's properties. */
    FILE("file");

    private final String text;

    CursorStoreMode(String text) {
        this.text = text;
    }

    /** The store that a property's value names; {@code auto} is the file, because ZooKeeper is not offered yet. */
    static CursorStoreMode decide(String text) {
        return MEMORY.text.equals(text) ? MEMORY : FILE;
    }

    @Override
    public String toString() {
        return text;
    }
}
