package io.github.lockkeeper.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GtidsTest {
    private static final String SET = "aaaaaaaa-71ca-11e1-9e33-c80aa9429562:1-5";
    private static final String POSITION = "0-1-100,1-2-5";

    @Test
    void recognisesMySqlByItsForm() {
        Gtids gtids = Gtids.parse(" " + SET + "\n");

        assertThat(gtids).isEqualTo(Gtids.of(GtidSet.parse(SET))).hasToString(SET);
        assertThat(gtids.set()).contains(GtidSet.parse(SET));
        assertThat(gtids.position()).isEmpty();
        assertThat(gtids.isPresent()).isTrue();
    }

    @Test
    void recognisesMariaDbByItsForm() {
        Gtids gtids = Gtids.parse(POSITION);

        assertThat(gtids).isEqualTo(Gtids.of(GtidPosition.parse(POSITION))).hasToString(POSITION);
        assertThat(gtids.position()).contains(GtidPosition.parse(POSITION));
        assertThat(gtids.set()).isEmpty();
        assertThat(gtids.isPresent()).isTrue();
    }

    @Test
    void aMissingTextIsNoKnowledge() {
        assertThat(Gtids.parse("")).isEqualTo(Gtids.none());
        assertThat(Gtids.none().isPresent()).isFalse();
        assertThat(Gtids.none().set()).isEmpty();
        assertThat(Gtids.none().position()).isEmpty();
    }

    @Test
    void toKnowThatNothingIsExecutedIsNotToKnowNothing() {
        Gtids nothingExecuted = Gtids.of(GtidSet.EMPTY);

        assertThat(nothingExecuted).isEqualTo(Gtids.of(GtidPosition.EMPTY)).isNotEqualTo(Gtids.none());
        assertThat(nothingExecuted.isPresent()).isTrue();
        assertThat(nothingExecuted.set()).contains(GtidSet.EMPTY);
        assertThat(nothingExecuted.position()).contains(GtidPosition.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "empty", SET, POSITION})
    void readsBackWhatItWrites(String text) {
        assertThat(Gtids.parse(text)).hasToString(text);
        assertThat(Gtids.parse(Gtids.parse(text).toString())).isEqualTo(Gtids.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "none", "0-1", "a:b"})
    void whatIsNeitherIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Gtids.parse(text));
    }
}
