package io.github.lockkeeper.config;

import java.util.List;

/** Writes the catalogue as the Markdown tables that the README carries. */
public final class ConfigTable {

    private static final String LINE = "| %s | %s | %s | %s |%n";

    private ConfigTable() {
    }

    /** The group-wide keys. */
    public static String groupWide() {
        return table("Key", ConfigKeys.groupWide());
    }

    /** The keys behind {@code canal.instance.group.source.<name>.}. */
    public static String perSource() {
        return table("Key behind `canal.instance.group.source.<name>.`", ConfigKeys.perSource());
    }

    private static String table(String title, List<ConfigKey> keys) {
        StringBuilder table = new StringBuilder();
        table.append(line(title, "Default", "Values", "What it does"));
        table.append(line("---", "---", "---", "---"));
        for (ConfigKey key : keys) {
            table.append(line(code(key.name()), defaultOf(key), key.rule().description(), key.sentence()));
        }
        return table.toString();
    }

    private static String defaultOf(ConfigKey key) {
        String fixed = key.defaultValue().isEmpty() ? "" : code(key.defaultValue());
        if (!key.groupWideKey().isPresent()) {
            return fixed.isEmpty() ? "none" : fixed;
        }
        String groupWide = code(key.groupWideKey().get());
        return fixed.isEmpty() || Secrets.isSecret(key.name()) ? groupWide : groupWide + ", else " + fixed;
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String line(String key, String defaultValue, String values, String sentence) {
        return String.format(LINE, cell(key), cell(defaultValue), cell(values), cell(sentence))
                .replace(System.lineSeparator(), "\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
