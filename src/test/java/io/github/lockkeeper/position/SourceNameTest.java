package io.github.lockkeeper.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"orders", "Trades_2", "eu-west-1", "7", "-"})
    void aNameHasLettersDigitsDashesAndUnderscores(String name) {
        assertThat(SourceName.of(name).value()).isEqualTo(name);
        assertThat(SourceName.parse(name)).isEqualTo(SourceName.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "orders.eu", "a:b", "größe", "a\n", "a,b", "a/b"})
    void otherNamesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> SourceName.of(name))
                .withMessageContaining(Excerpt.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:3306", "[::1]:3306", "[fe80::1%eth0]:3306", "db-1.example:3306", "localhost"})
    void anUnnamedSourceIsCalledByItsAddress(String address) {
        assertThat(SourceName.ofAddress(address)).hasToString(address);
        assertThat(SourceName.parse(address)).isEqualTo(SourceName.ofAddress(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b:3306", "host:3306\n", "http://host:3306", "host:3306,host2:3306", "a\"b"})
    void whatIsNoAddressIsRefused(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> SourceName.ofAddress(address));
        assertThatIllegalArgumentException().isThrownBy(() -> SourceName.parse(address));
    }

    @Test
    void namesAreEqualByTheirText() {
        assertThat(SourceName.of("a")).isEqualTo(SourceName.ofAddress("a")).hasSameHashCodeAs(SourceName.ofAddress("a"));
        assertThat(SourceName.of("a")).isNotEqualTo(SourceName.of("A"));
        assertThat(SourceName.of("a")).isLessThan(SourceName.of("b"));
    }
}
