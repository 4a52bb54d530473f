package io.github.lockkeeper.canal.parse;

import java.util.Arrays;
import java.util.List;

/**
 * Canal 1.1.7 and later pass the settings of the table meta history to its context as system properties and set them
 * to nothing afterwards; a system property goes before any file, so the next destination would have none.
 */
final class HostTsdbProperties {

    private static final List<String> KEYS = Arrays.asList("canal.instance.tsdb.url",
            "canal.instance.tsdb.dbUsername", "canal.instance.tsdb.dbPassword");

    private HostTsdbProperties() {
    }

    static void clearEmpty() {
        for (String key : KEYS) {
            if ("".equals(System.getProperty(key))) {
                System.clearProperty(key);
            }
        }
    }
}
