package io.github.lockkeeper.position;

import java.util.Objects;

/**
 * What a source of the group is called: the key of its cursor. Either a configured name, or, where none is
 * configured, the source's address as written. Two names are equal when their texts are.
 */
public final class SourceName implements Comparable<SourceName> {
    private static final String NAME_MARKS = "-_";
    private static final String ADDRESS_MARKS = "-_.:[]%";

    private final String value;

    private SourceName(String value) {
        this.value = value;
    }

    /**
     * A configured name: letters, digits, {@code -} and {@code _} (ASCII), at least one.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static SourceName of(String name) {
        if (!consistsOf(name, NAME_MARKS)) {
            throw new IllegalArgumentException(
                    "not a source name: " + Excerpt.of(name) + "; use letters, digits, '-' and '_'");
        }
        return new SourceName(name);
    }

    /**
     * An address as written, such as {@code 10.0.0.1:3306}, {@code db-1.example:3306} or {@code [::1]:3306}.
     *
     * @throws IllegalArgumentException if the text has characters that no address has
     */
    public static SourceName ofAddress(String address) {
        if (!consistsOf(address, ADDRESS_MARKS)) {
            throw new IllegalArgumentException("not an address: " + Excerpt.of(address) + "; write it as host:port");
        }
        return new SourceName(address);
    }

    /**
     * Reads back what {@link #value()} gave, whichever of the two it was.
     *
     * @throws IllegalArgumentException if it can be neither
     */
    public static SourceName parse(String text) {
        return consistsOf(text, NAME_MARKS) ? new SourceName(text) : ofAddress(text);
    }

    private static boolean consistsOf(String text, String marks) {
        return !text.isEmpty() && text.chars().allMatch(c -> isLetterOrDigit(c) || marks.indexOf(c) >= 0);
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    public String value() {
        return value;
    }

    /** By text, only to have some fixed order for display. */
    @Override
    public int compareTo(SourceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceName && value.equals(((SourceName) other).value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
