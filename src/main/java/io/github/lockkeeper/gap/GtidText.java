package io.github.lockkeeper.gap;

import io.github.lockkeeper.position.Excerpt;

/** GTIDs as a server wrote them, of either notation or one that is not known yet. */
final class GtidText {
    private GtidText() {
    }

    /**
     * Without the white space in it, which servers put in as they like.
     *
     * @throws IllegalArgumentException if nothing is left, or anything but visible ASCII characters
     */
    static String require(String text) {
        String dense = text.replaceAll("\\s+", "");
        if (dense.isEmpty() || dense.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("not GTIDs: " + Excerpt.of(text));
        }
        return dense;
    }
}
