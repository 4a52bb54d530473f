package io.github.lockkeeper.config;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/** One thing that is wrong with the properties: the key, where it was set, what is wrong, and the mend. */
public final class ConfigProblem implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String origin;
    private final String wrong;
    private final String mend;

    ConfigProblem(String key, Optional<String> origin, String wrong, String mend) {
        this.key = Objects.requireNonNull(key, "key");
        this.origin = origin.orElse("");
        this.wrong = Objects.requireNonNull(wrong, "wrong");
        this.mend = Objects.requireNonNull(mend, "mend");
    }

    /** A problem that is not one of a property's value, such as a template that does not fit. */
    public static ConfigProblem of(String what, String wrong, String mend) {
        return new ConfigProblem(what, Optional.empty(), wrong, mend);
    }

    public String key() {
        return key;
    }

    /** Where the value was set, if that is known. */
    public Optional<String> origin() {
        return origin.isEmpty() ? Optional.empty() : Optional.of(origin);
    }

    /** What is wrong, as the rest of a sentence that begins with the key. */
    public String wrong() {
        return wrong;
    }

    /** What to do about it. */
    public String mend() {
        return mend;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigProblem && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        String where = origin.isEmpty() ? "" : " (from " + origin + ")";
        return key + where + " " + wrong + ". Mend: " + mend + ".";
    }
}
