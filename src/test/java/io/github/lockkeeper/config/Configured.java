package io.github.lockkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Properties to be read by a test, one line after the other. */
final class Configured {

    private final Map<String, String> properties = new TreeMap<>();

    static Configured empty() {
        return new Configured();
    }

    /** So many numbered sources without names. */
    static Configured sources(int count) {
        Configured configured = new Configured();
        for (int number = 1; number <= count; number++) {
            configured.with("canal.instance.master" + number + ".address", "10.0.0." + number + ":3306");
        }
        return configured;
    }

    static Configured named(String... names) {
        return sources(names.length).with("canal.instance.group.names", String.join(",", names));
    }

    Configured with(String key, String value) {
        properties.put(key, value);
        return this;
    }

    Configured without(String key) {
        properties.remove(key);
        return this;
    }

    GroupConfig read() {
        return GroupConfig.from(properties, "orders-group");
    }

    /** The refusal, which has to be there. */
    ConfigException refusal() {
        ConfigException refusal = catchThrowableOfType(ConfigException.class, this::read);
        assertThat(refusal).as("a refusal of %s", properties.keySet()).isNotNull();
        return refusal;
    }

    /** The only problem, whose key and text the message of the refusal has to carry. */
    ConfigProblem problem(String key) {
        ConfigException refusal = refusal();
        assertThat(refusal.problems()).as("problems").hasSize(1);
        ConfigProblem problem = refusal.problems().get(0);
        assertThat(problem.key()).isEqualTo(key);
        assertThat(refusal).hasMessageContaining("orders-group").hasMessageContaining(key)
                .hasMessageContaining(problem.wrong()).hasMessageContaining(problem.mend());
        return problem;
    }

    List<String> problemKeys() {
        return refusal().problems().stream().map(ConfigProblem::key).toList();
    }

    ConfigException refusalKnowing(Map<String, String> origins) {
        return catchThrowableOfType(ConfigException.class,
                () -> GroupConfig.from(properties, "orders-group", key -> Optional.ofNullable(origins.get(key))));
    }
}
