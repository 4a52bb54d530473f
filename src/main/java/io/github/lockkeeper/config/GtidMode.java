package io.github.lockkeeper.config;

/** What GTIDs are used for. */
public enum GtidMode {

    /** Dumps by coordinates and keeps the GTIDs beside them, where the server has them. */
    AUTO("auto"),

    /** Dumps by GTIDs, where the server has them. */
    ON("true"),

    /** Coordinates only. */
    OFF("false");

    private final String text;

    GtidMode(String text) {
        this.text = text;
    }

    /**
     * The mode that a property's value names.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static GtidMode parse(String text) {
        for (GtidMode mode : values()) {
            if (mode.text.equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not one of auto, true, false");
    }

    @Override
    public String toString() {
        return text;
    }
}
