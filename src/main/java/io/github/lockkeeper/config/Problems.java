package io.github.lockkeeper.config;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Collects what is wrong, so that the operator is told everything at once. */
final class Problems {

    private final Set<ConfigProblem> found = new LinkedHashSet<>();
    private final Function<String, Optional<String>> originOf;

    Problems(Function<String, Optional<String>> originOf) {
        this.originOf = originOf;
    }

    void add(String key, String wrong, String mend) {
        String shownKey = ByteOrderMark.removedFrom(key);
        found.add(new ConfigProblem(shownKey, originOf.apply(key), wrong, mend));
    }

    /** A problem of a key's value, which is told unless it is a secret. */
    void addValue(String key, String value, String wrong, String mend) {
        String shown = Secrets.isSecret(key) ? "has a value that " : "= " + value + " ";
        add(key, shown + wrong, mend);
    }

    void throwIfAny(String destination) {
        if (!found.isEmpty()) {
            throw new ConfigException(destination, found);
        }
    }
}
