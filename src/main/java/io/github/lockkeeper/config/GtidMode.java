package io.github.lockkeeper.config;

/** What GTIDs are used for. A server has them where {@code gtid_mode} is ON; a MariaDB has none of this kind. */
public enum GtidMode {

    /**
     * Dumps by coordinates and, where the server has GTIDs, keeps the set of those passed beside them, as the stream
     * shows it: with it the source resumes on another server.
     */
    AUTO("auto"),

    /** Dumps by the GTID set, where the server has GTIDs; else by coordinates. */
    ON("true"),

    /** Coordinates only: no set is kept, so there is no resuming on another server. */
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
