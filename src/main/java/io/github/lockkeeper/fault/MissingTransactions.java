package io.github.lockkeeper.fault;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The GTIDs that a server names as missing, out of a text that nobody vouches for. */
final class MissingTransactions {

    /** No server writes a longer one: its messages are shorter, and it leaves out what does not fit. */
    private static final int LONGEST = 10_000;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** A UUID, then numbers, and tags (MySQL 8.3). MariaDB names none. */
    private static final Pattern OF_ONE_UUID = Pattern.compile("[0-9a-fA-F-]{36}:[0-9a-z_:-]+");

    private MissingTransactions() {
    }

    /** The text without white space (servers write a line for each UUID); empty if it cannot be a GTID set. */
    static String checked(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        String compact = WHITE_SPACE.matcher(text).replaceAll("");
        return Arrays.stream(compact.split(",", -1)).allMatch(part -> OF_ONE_UUID.matcher(part).matches()) ? compact : "";
    }
}
