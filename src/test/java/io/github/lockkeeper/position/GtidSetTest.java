package io.github.lockkeeper.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GtidSetTest {
    private static final String A = "aaaaaaaa-71ca-11e1-9e33-c80aa9429562";
    private static final String B = "bbbbbbbb-71ca-11e1-9e33-c80aa9429562";
    private static final long MAX_GNO = Long.MAX_VALUE - 1;

    @ParameterizedTest
    @CsvSource({
        "1,                1",
        "1-5:7:9-11,       1-5:7:9-11",
        "9-11:7:1-5,       1-5:7:9-11",
        "1-5:6-7,          1-7",
        "1-5:3-9:9,        1-9",
        "1-9:3,            1-9",
        "4-4,              4",
        "9223372036854775806, 9223372036854775806",
    })
    void intervalsAreSortedAndMerged(String written, String canonical) {
        assertThat(GtidSet.parse(A + ":" + written)).hasToString(A + ":" + canonical);
    }

    @Test
    void readsWhatServersPrint() {
        assertThat(GtidSet.parse(B.toUpperCase() + ":1-5,\n" + A + ":7")).hasToString(A + ":7," + B + ":1-5");
        assertThat(GtidSet.parse("  " + A + " : 1 - 5 : 7 ,\r\n\t" + A + ":6 ")).hasToString(A + ":1-7");
    }

    @Test
    void anEmptyTextIsTheEmptySet() {
        assertThat(GtidSet.parse("")).isEqualTo(GtidSet.EMPTY);
        assertThat(GtidSet.parse(" \n")).isEqualTo(GtidSet.EMPTY).hasToString("");
        assertThat(GtidSet.EMPTY.isEmpty()).isTrue();
        assertThat(GtidSet.parse(A + ":1").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "x", A, A + ":", A + ":0", A + ":-1", A + ":1-", A + ":-", A + ":5-3", A + ":1 2", A + ":1::2", A + ":1,",
        "," + A + ":1", A + ":1,," + B + ":1", A + ":9223372036854775807", A + ":99999999999999999999", A + ":1-2-3",
        "aaaaaaaa71ca11e19e33c80aa9429562:1", "gaaaaaaa-71ca-11e1-9e33-c80aa9429562:1", "0-1-100", A + ":١"
    })
    void whatIsNoGtidSetIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GtidSet.parse(text))
                .isNotInstanceOf(TaggedGtidException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {A + ":tag:1-5", A + ":1-5:_my_tag:1", B + ":1," + A + " : Tag : 1"})
    void tagsOfMySql83AreRefusedAsSuch(String text) {
        assertThatExceptionOfType(TaggedGtidException.class).isThrownBy(() -> GtidSet.parse(text))
                .withMessageContaining("8.3").withMessageContaining(Excerpt.of(text));
    }

    @Test
    void plusTakesAnyValidGtid() {
        assertThat(GtidSet.EMPTY.plus(A.toUpperCase(), 1).plus(A, 2)).isEqualTo(GtidSet.parse(A + ":1-2"));
        assertThat(GtidSet.EMPTY.plus(A, MAX_GNO).plus(A, MAX_GNO)).hasToString(A + ":" + MAX_GNO);
        assertThatIllegalArgumentException().isThrownBy(() -> GtidSet.EMPTY.plus(A, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> GtidSet.EMPTY.plus(A, Long.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> GtidSet.EMPTY.plus("x", 1));
    }

    @Test
    void plusOfAKnownTransactionIsFree() {
        GtidSet set = GtidSet.parse(A + ":1-5:7");

        assertThat(set.plus(A, 3)).isSameAs(set);
        assertThat(set.plus(A, 7)).isSameAs(set);
    }

    @Test
    void containsFindsUuidsInAnyCase() {
        assertThat(GtidSet.parse(A + ":1-5").contains(A.toUpperCase(), 5)).isTrue();
        assertThat(GtidSet.parse(A + ":1-5").contains(B, 5)).isFalse();
    }

    @Test
    void theCountStopsAtTheLargestLong() {
        GtidSet huge = GtidSet.parse(A + ":1-" + MAX_GNO);

        assertThat(huge.count()).isEqualTo(MAX_GNO);
        assertThat(huge.plus(B, 1).count()).isEqualTo(Long.MAX_VALUE);
        assertThat(huge.union(GtidSet.parse(B + ":1-" + MAX_GNO)).count()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void setOperationsReachTheLastNumber() {
        GtidSet all = GtidSet.parse(A + ":1-" + MAX_GNO);

        assertThat(all.subtract(GtidSet.parse(A + ":" + MAX_GNO))).hasToString(A + ":1-" + (MAX_GNO - 1));
        assertThat(all.subtract(all)).isEqualTo(GtidSet.EMPTY);
        assertThat(all.union(all)).isEqualTo(all);
    }
}
