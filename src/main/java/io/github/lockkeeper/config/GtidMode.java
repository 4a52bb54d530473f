package io.github.lockkeeper.config;

/** Whether a source is dumped by GTIDs or by coordinates. */
public enum GtidMode {

    /** By GTIDs where the server has them and the source's cursor carries a set, else by coordinates. */
    AUTO("auto"),

    /** By GTIDs only. */
    ON("true"),

    /** By coordinates only. */
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
