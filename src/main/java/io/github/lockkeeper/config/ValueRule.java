package io.github.lockkeeper.config;

import io.github.lockkeeper.fallback.FallbackChain;
import io.github.lockkeeper.fallback.FallbackStep;
import io.github.lockkeeper.position.BinlogCoordinates;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a key's value may be, in words for the reader and as a check. On Canal's own keys it refuses only what the host
 * would fail on later and less clearly.
 */
public final class ValueRule {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern ACL =
            Pattern.compile("\\s*\\w+:[^,]*:[cdrwa]+\\s*(,\\s*\\w+:[^,]*:[cdrwa]+\\s*)*");
    private static final List<String> FLAGS = Arrays.asList("true", "false", "on", "off", "yes", "no", "1", "0");

    private final String description;
    private final boolean list;
    private final Function<String, Optional<String>> check;

    private ValueRule(String description, boolean list, Function<String, Optional<String>> check) {
        this.description = description;
        this.list = list;
        this.check = check;
    }

    /** Any text, also none. */
    public static ValueRule text() {
        return new ValueRule("text", false, value -> Optional.empty());
    }

    /** A list separated by commas, also an empty one. */
    public static ValueRule list(String ofWhat) {
        return new ValueRule(ofWhat + ", separated by commas", true, value -> Optional.empty());
    }

    /** One of some words, written exactly so. */
    public static ValueRule oneOf(String... words) {
        List<String> allowed = Arrays.asList(words);
        String described = "`" + String.join("`, `", allowed) + "`";
        return new ValueRule(described, false, value -> allowed.contains(value)
                ? Optional.empty() : Optional.of("is not one of " + String.join(", ", allowed)));
    }

    /** Yes or no, in all the spellings that Spring takes. */
    public static ValueRule flag() {
        return new ValueRule("`true`, `false`", false, value -> FLAGS.contains(value.toLowerCase(Locale.ROOT))
                ? Optional.empty() : Optional.of("is neither true nor false"));
    }

    /** A whole number between two limits, both allowed. */
    public static ValueRule number(long least, long most) {
        String range = "a whole number, " + least + " to " + most;
        return new ValueRule(range, false, value -> isNumber(value)
                && Long.parseLong(value) >= least && Long.parseLong(value) <= most
                ? Optional.empty() : Optional.of("is not " + range));
    }

    /** A whole number that is a power of two: the host's ring buffers take no other. */
    public static ValueRule powerOfTwo() {
        return new ValueRule("a power of two", false, value -> isPowerOfTwo(value)
                ? Optional.empty() : Optional.of("is not a power of two"));
    }

    /** A file's name and a position in it, or none. */
    public static ValueRule coordinates() {
        return new ValueRule("`file:position`", false, ValueRule::complaintAboutCoordinates);
    }

    private static Optional<String> complaintAboutCoordinates(String value) {
        try {
            if (!value.isEmpty()) {
                BinlogCoordinates.parse(value);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("is no place in a binlog: " + e.getMessage());
        }
    }

    /** A chain of fallback policies. */
    public static ValueRule policies() {
        String names = Arrays.stream(FallbackStep.values()).map(step -> "`" + step + "`")
                .collect(Collectors.joining(", "));
        return new ValueRule(names + ", separated by commas", true, ValueRule::complaintAboutChain);
    }

    private static Optional<String> complaintAboutChain(String value) {
        try {
            FallbackChain.parse(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("is no list of policies: " + e.getMessage());
        }
    }

    /** An access control list of ZooKeeper, or none. */
    public static ValueRule acl() {
        return new ValueRule("`scheme:id:perms`, separated by commas; `perms` are letters of `cdrwa`", true,
                value -> value.isEmpty() || ACL.matcher(value).matches()
                        ? Optional.empty() : Optional.of("is no list of scheme:id:perms"));
    }

    /** How to show oneself to ZooKeeper, or not at all. */
    public static ValueRule credentials() {
        return new ValueRule("`scheme:credentials`, as `digest:user:password`", false,
                value -> value.isEmpty() || value.indexOf(':') > 0
                        ? Optional.empty() : Optional.of("is not scheme:credentials"));
    }

    /** The allowed values in words, as the README shows them. */
    public String description() {
        return description;
    }

    /** Whether the value is a list separated by commas. */
    public boolean isList() {
        return list;
    }

    /** What is wrong with a value, as the rest of a sentence that begins with the value. */
    public Optional<String> complaintAbout(String value) {
        return check.apply(value.trim());
    }

    private static boolean isPowerOfTwo(String value) {
        return isNumber(value) && Long.parseLong(value) > 0 && Long.parseLong(value) <= Integer.MAX_VALUE
                && Long.bitCount(Long.parseLong(value)) == 1;
    }

    private static boolean isNumber(String value) {
        return WHOLE_NUMBER.matcher(value).matches();
    }

    @Override
    public String toString() {
        return description;
    }
}
