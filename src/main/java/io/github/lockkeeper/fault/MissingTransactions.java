package io.github.lockkeeper.fault;

import java.util.regex.Pattern;

/** The GTIDs that a server names as missing, out of a text that nobody vouches for. */
final class MissingTransactions {

    /** No server writes a longer one: its messages are shorter, and it leaves out what does not fit. */
    private static final int LONGEST = 10_000;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** UUIDs, tags (MySQL 8.3) and intervals; MariaDB's domains, servers and numbers. */
    private static final Pattern GTIDS = Pattern.compile("[0-9A-Za-z_:,-]+");

    private MissingTransactions() {
    }

    /** The text without white space (servers write a line for each UUID); empty if it cannot be a GTID set. */
    static String checked(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        String compact = WHITE_SPACE.matcher(text).replaceAll("");
        return GTIDS.matcher(compact).matches() ? compact : "";
    }
}
