package io.github.lockkeeper.config;

/** Where a source starts that has neither a cursor nor a configured position. */
public enum StartMode {

    /** At the newest position: what was written before is not delivered. */
    LATEST("latest"),

    /** At the oldest binlog that the server still has. */
    EARLIEST("earliest");

    private final String text;

    StartMode(String text) {
        this.text = text;
    }

    /**
     * The mode that a property's value names.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static StartMode parse(String text) {
        for (StartMode mode : values()) {
            if (mode.text.equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not one of latest, earliest");
    }

    @Override
    public String toString() {
        return text;
    }
}
