package io.github.lockkeeper.canal.parse;

import java.util.Locale;

/** {@code canal.instance.gtidon}. */
enum GtidMode {
    /** Dumps by coordinates, keeps the GTID set beside them where the server has one. */
    AUTO,
    /** Dumps by GTID set where the server has one. */
    ON,
    /** Coordinates only. */
    OFF;

    static GtidMode parse(String text) {
        switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "auto":
            case "":
                return AUTO;
            case "true":
                return ON;
            case "false":
                return OFF;
            default:
                throw new IllegalArgumentException("canal.instance.gtidon is auto, true or false, not " + text);
        }
    }
}
