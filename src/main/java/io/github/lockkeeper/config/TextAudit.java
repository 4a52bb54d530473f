package io.github.lockkeeper.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Finds what editors and shells do to a property file: marks before keys, placeholders that nothing fills in. */
final class TextAudit {

    private static final Set<String> NEEDED = needed();

    private final ConfigInput input;
    private final Problems problems;

    TextAudit(ConfigInput input, Problems problems) {
        this.input = input;
        this.problems = problems;
    }

    void run() {
        for (String key : input.markedKeys()) {
            problems.add(key, "has a byte-order mark before it, so Canal does not see it",
                    "save the file as UTF-8 without a byte-order mark");
        }
        for (String key : input.keys()) {
            input.value(key).filter(ConfigInput::isUnresolved).filter(value -> isNeeded(key))
                    .ifPresent(value -> refuseUnresolved(key, value));
        }
    }

    private void refuseUnresolved(String key, String value) {
        String placeholder = Secrets.isSecret(key) ? "${…}" : value.substring(value.indexOf("${"));
        problems.add(key, "has a placeholder that nothing fills in: " + placeholder,
                "set what it names as a property, a system property or an environment variable, or write the value");
    }

    private static boolean isNeeded(String key) {
        return NEEDED.contains(key) || key.startsWith(ConfigKeys.GROUP_PREFIX) || SlotReader.isStockKey(key);
    }

    private static Set<String> needed() {
        Set<String> needed = new HashSet<>(Arrays.asList(ConfigKeys.GTID.name(), ConfigKeys.ZOOKEEPER_SERVERS,
                BufferAudit.STORE_SIZE.name(), "canal.file.data.dir", "canal.file.flush.period"));
        ConfigKeys.perSource().forEach(key -> key.groupWideKey().ifPresent(needed::add));
        return needed;
    }
}
