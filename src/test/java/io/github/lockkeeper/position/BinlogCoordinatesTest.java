package io.github.lockkeeper.position;

import static io.github.lockkeeper.position.OffsetOrder.AFTER;
import static io.github.lockkeeper.position.OffsetOrder.BEFORE;
import static io.github.lockkeeper.position.OffsetOrder.EQUAL;
import static io.github.lockkeeper.position.OffsetOrder.INCOMPARABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinlogCoordinatesTest {
    @Test
    void positionsBeforeTheFirstEventAreRefused() {
        assertThat(BinlogCoordinates.of("bin.000001", 4).position()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> BinlogCoordinates.of("bin.000001", 3))
                .withMessageContaining("bin.000001").withMessageContaining("3");
    }

    @Test
    void positionsBeyond32BitsAreKept() {
        assertThat(BinlogCoordinates.parse("bin.000001:5000000000").position()).isEqualTo(5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "bin.000001", "bin.000001:", "bin.000001:x", "bin.000001:-4", "bin.000001:3", ":4", "bin:4",
        "bin.000001:4 ", "bin.000001:99999999999999999999"
    })
    void whatAreNoCoordinatesIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BinlogCoordinates.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "bin.000001:4,    bin.000001:5,    BEFORE",
        "bin.000001:5000000000, bin.000001:4, AFTER",
        "bin.000001:4,    bin.000001:4,    EQUAL",
        "bin.000001:900,  bin.000002:4,    BEFORE",
        "bin.1000000:4,   bin.999999:900,  AFTER",
        "bin.000001:4,    log.000001:4,    INCOMPARABLE",
    })
    void ordersByFileThenByPosition(String one, String other, OffsetOrder expected) {
        assertThat(BinlogCoordinates.parse(one).orderTo(BinlogCoordinates.parse(other))).isEqualTo(expected);
    }

    @Property
    void readsBackWhatItWrites(@ForAll @LongRange(min = 0) long sequence,
            @ForAll @LongRange(min = 4) long position) {
        BinlogCoordinates coordinates = BinlogCoordinates.of("mysql-bin." + sequence, position);

        assertThat(BinlogCoordinates.parse(coordinates.toString())).isEqualTo(coordinates);
    }

    @Property
    void theOrderIsThatOfTheNumbersAndSeenFromBothSides(
            @ForAll @IntRange(max = 2) int file, @ForAll @IntRange(min = 4, max = 6) int position,
            @ForAll @IntRange(max = 2) int otherFile, @ForAll @IntRange(min = 4, max = 6) int otherPosition) {
        BinlogCoordinates one = BinlogCoordinates.of("bin." + file, position);
        BinlogCoordinates other = BinlogCoordinates.of("bin." + otherFile, otherPosition);

        int expected = Integer.compare(10 * file + position, 10 * otherFile + otherPosition);
        assertThat(one.orderTo(other)).isEqualTo(expected == 0 ? EQUAL : expected < 0 ? BEFORE : AFTER);
        assertThat(other.orderTo(one)).isEqualTo(one.orderTo(other).reversed());
        assertThat(one.equals(other)).isEqualTo(expected == 0);
    }

    @Test
    void theOtherSideOfIncomparableIsIncomparable() {
        assertThat(INCOMPARABLE.reversed()).isEqualTo(INCOMPARABLE);
    }
}
