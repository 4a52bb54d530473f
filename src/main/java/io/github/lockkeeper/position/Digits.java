package io.github.lockkeeper.position;

import java.util.OptionalLong;

/** Reads the numbers in positions and GTIDs: ASCII digits and nothing else, no sign, no white space. */
final class Digits {
    private Digits() {
    }

    /** Empty if the text is not a number of 0 to {@link Long#MAX_VALUE} in digits. */
    static OptionalLong parse(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
