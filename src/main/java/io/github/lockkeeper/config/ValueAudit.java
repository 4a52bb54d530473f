package io.github.lockkeeper.config;

import java.util.List;
import java.util.Optional;

/** Holds every value of the catalogue's keys to its rule, the overrides as well as what they override. */
final class ValueAudit {

    private final ConfigInput input;
    private final Problems problems;
    private final List<String> sourceNames;

    ValueAudit(ConfigInput input, Problems problems, List<String> sourceNames) {
        this.input = input;
        this.problems = problems;
        this.sourceNames = sourceNames;
    }

    void run() {
        for (ConfigKey key : ConfigKeys.groupWide()) {
            check(key.name(), key, input.written(key.name()));
        }
        for (ConfigKey key : ConfigKeys.perSource()) {
            key.groupWideKey().ifPresent(groupWide -> checkOverridden(groupWide, key));
            sourceNames.forEach(source -> check(key.nameFor(source), key, input.written(key.nameFor(source))));
        }
    }

    /** What is empty is left to the host here: some of its versions take its default then. */
    private void checkOverridden(String groupWide, ConfigKey key) {
        if (ConfigKeys.groupWide().stream().noneMatch(ours -> ours.name().equals(groupWide))) {
            check(groupWide, key, input.value(groupWide));
        }
    }

    private void check(String name, ConfigKey key, Optional<String> written) {
        written.filter(value -> !ConfigInput.isUnresolved(value)).ifPresent(value -> {
            if (key.rule().isList()) {
                FullWidth.complaintAbout(value).ifPresent(wrong -> problems.add(name, wrong, FullWidth.MEND));
            }
            key.rule().complaintAbout(value).ifPresent(wrong ->
                    problems.addValue(name, value, wrong, mend(key)));
        });
    }

    private static String mend(ConfigKey key) {
        String fallback = key.defaultValue().isEmpty() ? "" : ", or remove it for " + key.defaultValue();
        return "set it to " + key.rule().description().replace("`", "") + fallback;
    }
}
