package io.github.lockkeeper.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GtidPositionTest {
    @Test
    void isWrittenByAscendingDomain() {
        assertThat(GtidPosition.parse("10-1-7, 2-3-4 ,\n0-1-100")).hasToString("0-1-100,2-3-4,10-1-7");
        assertThat(GtidPosition.parse(" ")).isEqualTo(GtidPosition.EMPTY).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "x", "0-1", "0-1-", "0-1-0", "0-1-2-3", "-1-1-1", "4294967296-1-1", "0-4294967296-1", "0-1-1,", "0-1-1,,1-1-1",
        "0-1-9999999999999999999", "aaaaaaaa-71ca-11e1-9e33-c80aa9429562:1"
    })
    void whatIsNoPositionIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GtidPosition.parse(text));
    }

    @Test
    void aBinlogStateIsNotTakenForAPosition() {
        assertThatIllegalArgumentException().isThrownBy(() -> GtidPosition.parse("0-1-5,0-2-7"))
                .withMessageContaining("gtid_binlog_pos");
    }

    @Test
    void theLastTransactionOfADomainCountsWhateverItsNumber() {
        assertThat(GtidPosition.parse("0-1-100").plus(0, 2, 101)).hasToString("0-2-101");
        assertThat(GtidPosition.parse("0-1-100").plus(0, 1, 90)).hasToString("0-1-90");
        assertThat(GtidPosition.EMPTY.plus(7, 1, 1)).hasToString("7-1-1");
        assertThat(GtidPosition.parse("0-1-" + Long.MAX_VALUE)).isEqualTo(GtidPosition.EMPTY.plus(0, 1, Long.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> GtidPosition.EMPTY.plus(0, 1, 0));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "0-1-5,         0-1-6,           BEFORE",
        "0-1-5,         0-2-6,           BEFORE",
        "0-1-6,         0-1-5,           AFTER",
        "0-1-5,         0-1-5,           EQUAL",
        "0-1-5,         0-2-5,           INCOMPARABLE",
        "0-1-5,         1-1-5,           INCOMPARABLE",
        "0-1-5,         \"0-1-5,1-1-1\", BEFORE",
        "\"0-1-6,1-1-1\", \"0-1-5,1-1-2\", INCOMPARABLE",
        "\"0-1-6,1-1-2\", \"0-1-5,1-1-2\", AFTER",
        "\"\",          0-1-5,           BEFORE",
        "\"\",          \"\",            EQUAL",
    })
    void isAPartialOrder(String one, String other, OffsetOrder expected) {
        assertThat(GtidPosition.parse(one).orderTo(GtidPosition.parse(other))).isEqualTo(expected);
        assertThat(GtidPosition.parse(other).orderTo(GtidPosition.parse(one))).isEqualTo(expected.reversed());
    }

    @Provide
    Arbitrary<Map<Long, Long>> sequenceOfDomain() {
        return Arbitraries.maps(Arbitraries.longs().between(0, 2), Arbitraries.longs().between(1, 3));
    }

    @Property
    void readsBackWhatItWrites(@ForAll("sequenceOfDomain") Map<Long, Long> sequences) {
        GtidPosition position = positionOf(sequences);

        assertThat(GtidPosition.parse(position.toString())).isEqualTo(position).hasSameHashCodeAs(position);
        assertThat(position.isEmpty()).isEqualTo(sequences.isEmpty());
    }

    @Property
    void theOrderIsThatOfEveryDomain(
            @ForAll("sequenceOfDomain") Map<Long, Long> one, @ForAll("sequenceOfDomain") Map<Long, Long> other) {
        boolean notAfter = isCovered(one, other);
        boolean notBefore = isCovered(other, one);

        OffsetOrder expected = notAfter && notBefore ? OffsetOrder.EQUAL
                : notAfter ? OffsetOrder.BEFORE
                : notBefore ? OffsetOrder.AFTER : OffsetOrder.INCOMPARABLE;
        assertThat(positionOf(one).orderTo(positionOf(other))).isEqualTo(expected);
        assertThat(positionOf(one).equals(positionOf(other))).isEqualTo(one.equals(other));
    }

    private static boolean isCovered(Map<Long, Long> one, Map<Long, Long> other) {
        return one.entrySet().stream().allMatch(e -> e.getValue() <= other.getOrDefault(e.getKey(), 0L));
    }

    private static GtidPosition positionOf(Map<Long, Long> sequences) {
        GtidPosition position = GtidPosition.EMPTY;
        for (Map.Entry<Long, Long> domain : sequences.entrySet()) {
            position = position.plus(domain.getKey(), 1, domain.getValue());
        }
        return position;
    }
}
