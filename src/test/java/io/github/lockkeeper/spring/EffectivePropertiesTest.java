package io.github.lockkeeper.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EffectivePropertiesTest {

    private final Properties file = new Properties();

    @Test
    void onlyCanalsKeysAreLookedAt() {
        file.setProperty("canal.instance.master.address", "a:1");
        file.setProperty("\u00EF\u00BB\u00BFcanal.port", "11111");
        file.setProperty("kafka.bootstrap.servers", "b:2");
        file.setProperty("my.canal.key", "c");

        assertThat(values()).contains(entry("canal.instance.master.address", "a:1"),
                entry("\u00EF\u00BB\u00BFcanal.port", "11111")).doesNotContainKeys("kafka.bootstrap.servers",
                "my.canal.key");
    }

    @Test
    void placeholdersAreFilledInAsFarAsTheyCanBe() {
        file.setProperty("host", "db");
        file.setProperty("canal.a", "${host}:${port:3306}");
        file.setProperty("canal.b", "${host}:${port}");
        file.setProperty("canal.c", "${canal.a}");
        file.setProperty("canal.d", "${canal.d}");

        assertThat(values()).contains(entry("canal.a", "db:3306"), entry("canal.b", "db:${port}"),
                entry("canal.c", "db:3306"), entry("canal.d", "${canal.d}"));
    }

    private Map<String, String> values() {
        return new EffectiveProperties(this::lookup, file).values();
    }

    private String lookup(String key) {
        String[] parts = key.split(":", 2);
        return file.getProperty(parts[0], parts.length == 2 ? parts[1] : "");
    }
}
