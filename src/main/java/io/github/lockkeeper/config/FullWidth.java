package io.github.lockkeeper.config;

import java.util.Optional;

/**
 * The comma and the colon of a Chinese keyboard. They look right and separate nothing. A property file is read as
 * Latin-1, so they arrive either as one character or as the three bytes of their UTF-8 form.
 */
final class FullWidth {

    static final String MEND = "type ',' and ':' as they are on an English keyboard";

    private static final String[] COMMAS = {"\uFF0C", "\u00EF\u00BC\u008C"};
    private static final String[] COLONS = {"\uFF1A", "\u00EF\u00BC\u009A"};

    private FullWidth() {
    }

    /** What is wrong with a value that has one, as the rest of a sentence that begins with its key. */
    static Optional<String> complaintAbout(String value) {
        return repaired(value).equals(value)
                ? Optional.empty() : Optional.of("contains a full-width comma or colon");
    }

    /** The value as it was meant. */
    static String repaired(String value) {
        String repaired = value;
        for (String comma : COMMAS) {
            repaired = repaired.replace(comma, ",");
        }
        for (String colon : COLONS) {
            repaired = repaired.replace(colon, ":");
        }
        return repaired;
    }
}
