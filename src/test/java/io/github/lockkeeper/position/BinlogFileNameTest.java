package io.github.lockkeeper.position;

import static io.github.lockkeeper.position.OffsetOrder.AFTER;
import static io.github.lockkeeper.position.OffsetOrder.BEFORE;
import static io.github.lockkeeper.position.OffsetOrder.EQUAL;
import static io.github.lockkeeper.position.OffsetOrder.INCOMPARABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinlogFileNameTest {
    @ParameterizedTest
    @CsvSource({
        "mysql-bin.000123, mysql-bin, 123",
        "db.prod-bin.000001, db.prod-bin, 1",
        "b.1, b, 1",
        "bin.0, bin, 0",
        "bin.1000000, bin, 1000000",
        "bin.9223372036854775807, bin, 9223372036854775807",
    })
    void splitsAtTheLastDot(String text, String base, long sequence) {
        BinlogFileName name = BinlogFileName.parse(text);

        assertThat(name.base()).isEqualTo(base);
        assertThat(name.sequence()).isEqualTo(sequence);
        assertThat(name).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ".", "mysql-bin", "mysql-bin.", ".000001", "mysql-bin.00000x", "mysql-bin.-1", "mysql-bin.+1",
        "mysql-bin.000001 ", "mysql-bin.index", "my\nsql.000001", "bin.9223372036854775808", "bin.١٢٣"
    })
    void whatIsNoBinlogFileIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BinlogFileName.parse(text))
                .withMessageContaining(Excerpt.of(text));
    }

    @Test
    void ordersByNumberNotByText() {
        assertThat(order("bin.999999", "bin.1000000")).isEqualTo(BEFORE);
        assertThat(order("bin.1000000", "bin.999999")).isEqualTo(AFTER);
        assertThat(order("bin.000007", "bin.000007")).isEqualTo(EQUAL);
    }

    @Test
    void filesOfDifferentBasesAreIncomparable() {
        assertThat(order("mysql-bin.000001", "binlog.000002")).isEqualTo(INCOMPARABLE);
        assertThat(order("a.b.000001", "a.000001")).isEqualTo(INCOMPARABLE);
    }

    @Test
    void equalsAgreesWithTheOrder() {
        assertThat(BinlogFileName.parse("bin.0007")).isEqualTo(BinlogFileName.parse("bin.000007"))
                .hasSameHashCodeAs(BinlogFileName.parse("bin.000007"));
        assertThat(BinlogFileName.parse("bin.000007")).isNotEqualTo(BinlogFileName.parse("bin.000008"));
        assertThat(BinlogFileName.parse("bin.000007")).isNotEqualTo(BinlogFileName.parse("nib.000007"));
    }

    @Property
    void readsBackWhatItWrites(
            @ForAll @NotEmpty @AlphaChars String base, @ForAll @LongRange(min = 0) long sequence) {
        BinlogFileName name = BinlogFileName.parse(base + "." + sequence);

        assertThat(BinlogFileName.parse(name.toString())).isEqualTo(name);
    }

    private static OffsetOrder order(String one, String other) {
        return BinlogFileName.parse(one).orderTo(BinlogFileName.parse(other));
    }
}
