package io.github.lockkeeper.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.config.ConfigTable;
import io.github.lockkeeper.fallback.FallbackStep;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapStatus;
import io.github.lockkeeper.liveness.SourceState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The READMEs' tables against the code. English is compared word by word. A translation has the same rows in the same
 * order, and in each the same names, values and numbers.
 */
class TablesTest {

    private static final Document ENGLISH = Document.english();
    private static final Document CHINESE = Document.chinese();

    /** Keys, statements, files, numbers: what a translation keeps. A word counts if it has a mark inside it. */
    private static final String UNTRANSLATED = "[A-Za-z]\\w*(?:[._=/-]\\w+)+|[A-Z]{3,}|\\d+";

    static Stream<Document> both() {
        return Stream.of(ENGLISH, CHINESE);
    }

    @Test
    @DisplayName("the keys for the group are those of the catalogue, with its defaults, values and sentences")
    void groupWideKeys() {
        assertThat(ENGLISH.part("group-wide keys")).isEqualTo(ConfigTable.groupWide());
    }

    @Test
    @DisplayName("the keys of a source are those of the catalogue, with their defaults, values and sentences")
    void perSourceKeys() {
        assertThat(ENGLISH.part("per-source keys")).isEqualTo(ConfigTable.perSource());
    }

    @Test
    @DisplayName("the translated tables of keys have the same rows")
    void translatedKeys() {
        assertTranslated(Document.rows(ConfigTable.groupWide()), CHINESE.table("group-wide keys"));
        assertTranslated(Document.rows(ConfigTable.perSource()), CHINESE.table("per-source keys"));
    }

    private static void assertTranslated(List<List<String>> original, List<List<String>> translation) {
        assertThat(translation).hasSameSizeAs(original);
        for (int row = 0; row < original.size(); row++) {
            for (int cell = 0; cell < original.get(row).size(); cell++) {
                String expected = original.get(row).get(cell);
                String actual = translation.get(row).get(cell);
                assertThat(Document.codeSpans(actual)).as("in %s", actual)
                        .containsExactlyInAnyOrderElementsOf(Document.codeSpans(expected));
                assertThat(Document.all(UNTRANSLATED, actual)).as("in %s", actual)
                        .containsAll(Document.all(UNTRANSLATED, expected));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    @DisplayName("every state is told, and no other")
    void states(Document document) {
        assertThat(document.table("states")).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(SourceState.values()).map(state -> "`" + state + "`").toList());
    }

    @ParameterizedTest
    @MethodSource("both")
    @DisplayName("every policy is told, and every kind, certainty and status of an entry")
    void journal(Document document) {
        assertNamed(document, "policies", FallbackStep.values());
        assertNamed(document, "kinds", GapKind.values());
        assertNamed(document, "certainties", Certainty.values());
        assertNamed(document, "statuses", GapStatus.values());
    }

    private static void assertNamed(Document document, String part, Object... values) {
        assertThat(document.table(part)).extracting(row -> row.get(0))
                .containsExactlyElementsOf(Arrays.stream(values).map(value -> "`" + value + "`").toList());
    }

    @Test
    @DisplayName("every fault is told, with what it does to the source and the mend that the log tells")
    void faults() {
        assertThat(ENGLISH.table("faults")).containsExactlyElementsOf(faultRows());
    }

    private static List<List<String>> faultRows() {
        return Arrays.stream(FaultKind.values())
                .map(kind -> List.of("`" + kind + "`", "`" + kind.severity() + "`", kind.remedy())).toList();
    }

    @Test
    @DisplayName("the translated faults are the same, with the same statements, keys and files")
    void translatedFaults() {
        assertTranslated(faultRows(), CHINESE.table("faults"));
    }
}
