package io.github.lockkeeper.config;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses keys below our prefix that nobody knows: a misspelt key would otherwise be silently without effect. */
final class KeyAudit {

    private static final List<String> GROUP_WIDE = namesOf(ConfigKeys.groupWide());
    private static final List<String> PER_SOURCE = namesOf(ConfigKeys.perSource());

    /** The host's {@code canal.instance.<destination>.…}: for a destination called "group" they look like ours. */
    private static final List<String> HOSTS_FOR_A_DESTINATION =
            Stream.of("mode", "lazy", "manager.address", "spring.xml").map(ConfigKeys.GROUP_PREFIX::concat)
                    .collect(Collectors.toList());

    private final ConfigInput input;
    private final Problems problems;
    private final List<String> sourceNames;

    KeyAudit(ConfigInput input, Problems problems, List<String> sourceNames) {
        this.input = input;
        this.problems = problems;
        this.sourceNames = sourceNames;
    }

    void run() {
        for (String key : input.keys()) {
            if (key.startsWith(ConfigKeys.SOURCE_PREFIX)) {
                checkSourceKey(key, key.substring(ConfigKeys.SOURCE_PREFIX.length()));
            } else if (key.startsWith(ConfigKeys.GROUP_PREFIX) && !GROUP_WIDE.contains(key)
                    && !HOSTS_FOR_A_DESTINATION.contains(key)) {
                problems.add(key, "is not a known key", meant(key, GROUP_WIDE, Function.identity()));
            }
        }
    }

    private void checkSourceKey(String key, String rest) {
        int dot = rest.indexOf('.');
        String source = dot < 0 ? rest : rest.substring(0, dot);
        String setting = dot < 0 ? "" : rest.substring(dot + 1);
        if (sourceNames.isEmpty()) {
            problems.add(key, "names a source, but the sources have no names", "set " + ConfigKeys.NAMES.name());
        } else if (!sourceNames.contains(source)) {
            problems.add(key, "names no source of " + String.join(", ", sourceNames),
                    meant(source, sourceNames, name -> ConfigKeys.SOURCE_PREFIX + name + "." + setting));
        } else if (!PER_SOURCE.contains(setting)) {
            problems.add(key, "is not a key that a source can override",
                    meant(setting, PER_SOURCE, name -> ConfigKeys.SOURCE_PREFIX + source + "." + name));
        }
    }

    private static String meant(String word, Collection<String> known, Function<String, String> inFull) {
        return NearestKey.to(word, known).map(inFull).map(key -> "perhaps " + key + " was meant")
                .orElse("remove it");
    }

    private static List<String> namesOf(List<ConfigKey> keys) {
        return keys.stream().map(ConfigKey::name).collect(Collectors.toList());
    }
}
