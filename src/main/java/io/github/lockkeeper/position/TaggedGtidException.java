package io.github.lockkeeper.position;

/**
 * A GTID set with tags ({@code uuid:tag:1-5}, MySQL 8.3 and later). It is well-formed but not represented here: a
 * source with such GTIDs runs by coordinates. A type of its own so that this can be told from a malformed text.
 */
public final class TaggedGtidException extends IllegalArgumentException {
    TaggedGtidException(String text) {
        super("tagged GTIDs (MySQL 8.3 and later) are not supported: " + Excerpt.of(text)
                + "; such a source runs by file and position");
    }
}
