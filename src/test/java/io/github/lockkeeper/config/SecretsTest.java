package io.github.lockkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String SECRET = "hunter2";

    @ParameterizedTest
    @ValueSource(strings = {"canal.instance.dbPassword", "canal.admin.passwd", "canal.aliyun.secretKey",
        "canal.aliyun.accesskey", "canal.aliyun.accessKey", "canal.instance.pwdPublicKey",
        "canal.instance.master.trustCertificateKeyStorePassword"})
    void keysThatHoldSecrets(String key) {
        assertThat(Secrets.isSecret(key)).isTrue();
        assertThat(Secrets.shown(key, SECRET)).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canal.instance.dbUsername", "canal.instance.master1.address"})
    void keysThatDoNot(String key) {
        assertThat(Secrets.isSecret(key)).isFalse();
        assertThat(Secrets.shown(key, "root")).isEqualTo("root");
    }

    @Test
    void overriddenPasswordIsNotInToString() {
        GroupConfig config = Configured.named("orders").with("canal.instance.dbPassword", SECRET)
                .with("canal.instance.group.source.orders.dbPassword", SECRET)
                .with("canal.instance.group.source.orders.pwdPublicKey", SECRET)
                .with("canal.instance.group.source.orders.dbUsername", "root").read();

        assertThat(config.toString()).contains("orders", "root", "dbPassword=***").doesNotContain(SECRET);
        assertThat(config.sources().toString()).doesNotContain(SECRET);
    }

    @Test
    void unresolvedPasswordIsNotInTheMessage() {
        ConfigException refusal = Configured.sources(1)
                .with("canal.instance.dbPassword", "a${" + SECRET + "}b").refusal();

        assertThat(refusal.getMessage()).contains("canal.instance.dbPassword").doesNotContain(SECRET);
    }

    @Test
    void misspeltPasswordKeyIsNamedWithoutItsValue() {
        ConfigException refusal = Configured.named("orders")
                .with("canal.instance.group.source.orders.dbPassw0rd", SECRET)
                .with("canal.instance.group.source.trades.dbPassword", SECRET)
                .with("canal.instance.group.dbPassword", SECRET).refusal();

        assertThat(refusal.problems()).hasSize(3);
        assertThat(refusal.getMessage()).doesNotContain(SECRET);
    }
}
