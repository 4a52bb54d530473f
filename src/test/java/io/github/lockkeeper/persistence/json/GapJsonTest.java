package io.github.lockkeeper.persistence.json;

import static io.github.lockkeeper.gap.GapSamples.ORDERS;
import static io.github.lockkeeper.gap.GapSamples.TRADES;
import static io.github.lockkeeper.gap.GapSamples.UUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapJournalException.Kind;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.gap.GapStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GapJsonTest {
    private static final String PLACE = "/data/group-gaps.jsonl line 7";
    private static final Gap FULL = Gap.of(3, ORDERS, GapSamples.full());
    private static final Gap BARE = Gap.of(1, TRADES, GapSamples.bare());

    @Test
    void writesOneLineThatAPersonCanRead() {
        String end = "{\"file\":\"mysql-bin.0001%s,\"fileCreated\":1795341000,\"gtid\":\"" + UUID
                + ":1-6\",\"timestamp\":1795341103,\"lastGtid\":\"" + UUID + ":6\"}";
        String body = "{\"version\":1,\"id\":3,\"source\":\"orders\",\"status\":\"UNCONFIRMED\",\"kind\":\"GAP\","
                + "\"cause\":{\"code\":\"PURGED\",\"errno\":1236,\"text\":\"Could not find first log file name\"},"
                + "\"policy\":\"earliest\",\"certainty\":\"BOUNDED\",\"decidedAtMillis\":1795341103123,"
                + "\"from\":" + end.formatted("23\",\"position\":4567")
                + ",\"to\":" + end.formatted("30\",\"position\":4")
                + ",\"missing\":{\"firstFile\":\"b.123\",\"lastFile\":\"b.130\",\"bytes\":7000000000}"
                + ",\"surplus\":\"" + UUID + ":7-9\""
                + ",\"serverBefore\":{\"serverId\":1,\"serverUuid\":\"" + UUID + "\"}"
                + ",\"serverAfter\":{\"serverId\":4294967295},\"revisions\":[]";

        assertThat(text(FULL)).isEqualTo(body + ",\"crc32\":\"" + crc(body) + "\"}\n");
    }

    @Test
    void saysThatAThingIsUnknownAndThatNothingIsMissing() {
        assertThat(text(BARE)).contains("\"from\":\"unknown\",\"to\":\"unknown\",\"missing\":\"unknown\"",
                "\"serverBefore\":\"unknown\",\"serverAfter\":\"unknown\"").doesNotContain("surplus");
        assertThat(text(Gap.of(1, ORDERS, GapSamples.bare().withMissing(GapSamples.files(1, 2)))))
                .contains("\"bytes\":\"unknown\"");
    }

    private static String crc(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    @Property(tries = 500)
    void readsBackWhatItWrites(
            @ForAll @LongRange(min = 1) long id,
            @ForAll("decisions") List<GapDecision> decisions,
            @ForAll GapStatus status,
            @ForAll("extras") Map<String, Object> extras) {
        Gap entry = Gap.of(id, TRADES, status, decisions).withExtras(extras.containsKey("to") ? Map.of() : extras);
        byte[] line = GapJson.writeLine(entry);

        assertThat(read(entry)).isEqualTo(entry);
        assertThat(new String(line, StandardCharsets.UTF_8).indexOf('\n')).isEqualTo(
                new String(line, StandardCharsets.UTF_8).length() - 1);
        assertThat(GapJson.wholeLength(withoutEnd(line))).isEqualTo(line.length - 1);
        assertThat(GapJson.writeLine(read(entry))).isEqualTo(line);
    }

    @Provide
    Arbitrary<List<GapDecision>> decisions() {
        // Unknown fields of the decision in force that are none of its parts' are the entry's.
        Arbitrary<GapDecision> inForce = GapSamples.decisions().filter(made -> !made.extras().containsKey("later"));
        Arbitrary<List<GapDecision>> earlier = GapSamples.decisions().list().ofMaxSize(2);
        return earlier.flatMap(revisions -> inForce.map(last -> {
            List<GapDecision> all = new ArrayList<>(revisions);
            all.add(last);
            return all;
        }));
    }

    @Provide
    Arbitrary<Map<String, Object>> extras() {
        return Arbitraries.lazyOf(GapSamples::extras);
    }

    @Test
    void unknownFieldsAreWrittenAgainWhereTheyWere() {
        String line = sealed(body(FULL.revised(GapSamples.bare()))
                .replace("\"errno\":0", "\"errno\":0,\"a\":1.10")
                .replace("\"to\":\"unknown\"", "\"to\":{\"b\":[null,true]}")
                .replace("\"missing\":\"unknown\"", "\"missing\":{\"c\":{\"d\":\"é\"}}")
                .replace("\"serverBefore\":\"unknown\"", "\"serverBefore\":{\"e\":123456789012345678901234567890}")
                .replace("\"errno\":1236", "\"f\":2.50,\"errno\":1236")
                .replace("\"revisions\":[{", "\"g\":0,\"revisions\":[{\"h\":1,"));

        Gap entry = GapJson.readLine(bytes(line), PLACE);

        assertThat(entry.decision().missing().isKnown()).isFalse();
        assertThat(text(entry)).contains("\"a\":1.10", "\"to\":{\"b\":[null,true]}", "\"missing\":{\"c\":{\"d\":\"é\"}}",
                "\"e\":123456789012345678901234567890", "\"f\":2.50", "\"g\":0", "\"h\":1");
        assertThat(read(entry)).isEqualTo(entry);
        Gap later = entry.revised(GapSamples.decision(GapKind.GAP, 9)).confirmed();
        assertThat(read(later)).isEqualTo(later);
        assertThat(text(later)).contains("\"a\":1.10", "\"b\"", "\"g\":0", "\"h\":1");
    }

    @Test
    void anUnknownFieldNeverTakesTheNameOfAKnownOne() {
        Gap entry = Gap.of(3, ORDERS, GapSamples.full().withExtras(
                Map.of("policy", "x", "to", Map.of("position", 5, "x", 1), "cause", 7)))
                .withExtras(Map.of("id", 99, "crc32", "x", "version", 2));

        assertThat(read(entry)).isEqualTo(Gap.of(3, ORDERS, GapSamples.full().withExtras(
                Map.of("to", Map.of("x", 1)))));
    }

    @Test
    void everyChangedBitIsNoticed() {
        byte[] line = withoutEnd(GapJson.writeLine(BARE));
        for (int i = 0; i < line.length * 8; i++) {
            line[i / 8] ^= (byte) (1 << i % 8);
            assertThat(GapJson.wholeLength(line)).as("bit %d", i).isZero();
            line[i / 8] ^= (byte) (1 << i % 8);
        }
        assertThat(GapJson.wholeLength(line)).isEqualTo(line.length);
    }

    @Test
    void everyTornLineIsNoticed() {
        byte[] line = GapJson.writeLine(FULL);
        for (int length = 0; length < line.length - 1; length++) {
            assertThat(GapJson.wholeLength(Arrays.copyOf(line, length))).as("torn at %d", length).isZero();
        }
    }

    @Test
    void aLineThatGoesOnBehindItsEndIsNoticed() {
        byte[] line = GapJson.writeLine(FULL);

        assertThat(GapJson.wholeLength(line)).as("an end too many").isEqualTo(line.length - 1);
        assertThat(GapJson.wholeLength(bytes(text(FULL).trim() + text(BARE).trim()))).isEqualTo(line.length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"version\":2}", "{\"version\":99999999999999999999,\"id\":\"x\"}"})
    void aNewerVersionIsRefusedAsSuch(String text) {
        assertThat(refusal(text).kind()).isEqualTo(Kind.NEWER_VERSION);
        assertThat(refusal(text)).hasMessageContaining("reads version 1").hasMessageContaining("Run the version");
        GapJournalException refused = catchThrowableOfType(
                GapJournalException.class, () -> GapJson.requireNotNewer(bytes(text), PLACE));
        assertThat(refused.kind()).isEqualTo(Kind.NEWER_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"version\":1}", "{\"version\":\"2\"}", "{\"version\":2"})
    void whatIsTornOrOursIsNotNewer(String text) {
        assertThatCode(() -> GapJson.requireNotNewer(bytes(text), PLACE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "1", "{}", "{\"version\":0}", "{\"version\":\"1\"}",
        "{\"version\":1}", "{\"version\":1,\"version\":1}"})
    void whatIsNoEntryIsDamaged(String text) {
        assertThat(refusal(text).kind()).isEqualTo(Kind.DAMAGED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"id\":3 | \"id\":0", "\"id\":3 | \"id\":\"3\"", "\"id\":3, | ``",
        "\"source\":\"orders\" | \"source\":\"\"", "\"source\":\"orders\", | ``",
        "\"UNCONFIRMED\" | \"NEW\"", "\"kind\":\"GAP\" | \"kind\":\"gap\"", "\"kind\":\"GAP\", | ``",
        "\"BOUNDED\" | \"SURE\"", "\"certainty\":\"BOUNDED\", | ``", "\"earliest\" | \"two words\"",
        "\"policy\":\"earliest\", | ``", "\"cause\": | \"cause2\":", "\"PURGED\" | \"\"", "1236 | -1", "1236 | 2147483648",
        "1236 | \"1236\"", "\"errno\":1236, | ``", "\"decidedAtMillis\":1 | \"decidedAtMillis\":-1", "\"from\": | \"from2\":",
        "\"from\":{ | \"from\":\"known\",\"x\":{", "\"position\":4567 | \"position\":3", ",\"position\":4567 | ``",
        "\"to\": | \"to2\":", "\"missing\": | \"missing2\":", "\"firstFile\":\"b.123\" | \"firstFile\":\"b.131\"",
        "\"lastFile\":\"b.130\", | ``", "\"bytes\":7000000000 | \"bytes\":-1", ",\"bytes\":7000000000 | ``",
        "\"surplus\":\" | \"surplus\":\"ä", "\"serverBefore\": | \"serverBefore2\":", "\"serverAfter\": | \"serverAfter2\":",
        "4294967295 | 4294967296", "\"revisions\":[] | \"revisions\":{}", "\"revisions\":[] | \"revisions\":[1]",
        "\"revisions\":[] | \"revisions\":[{}]"
    })
    void anInvalidValueIsDamage(String good, String bad) {
        String line = sealed(body(FULL));
        assertThat(line).contains(good);

        GapJournalException refused = refusal(line.replace(good, bad));

        assertThat(refused.kind()).isEqualTo(Kind.DAMAGED);
        assertThat(refused).hasMessageContainingAll("Restore the journal", "another file");
    }

    @Test
    void aRefusalPutsNoForeignLineIntoALog() {
        assertThat(refusal(sealed(body(FULL)).replace("orders", "a\\nWARN b")).getMessage()).doesNotContain("\n");
        assertThat(refusal(sealed(body(FULL)).replace("BOUNDED", "a\\nWARN b")).getMessage()).doesNotContain("\n");
    }

    private static String body(Gap entry) {
        String text = text(entry);
        return text.substring(0, text.indexOf(",\"crc32\""));
    }

    private static String sealed(String body) {
        String line = body + ",\"crc32\":\"" + crc(body) + "\"}";
        assertThat(GapJson.wholeLength(bytes(line))).isEqualTo(bytes(line).length);
        return line;
    }

    private static String text(Gap entry) {
        return new String(GapJson.writeLine(entry), StandardCharsets.UTF_8);
    }

    private static Gap read(Gap entry) {
        return GapJson.readLine(withoutEnd(GapJson.writeLine(entry)), PLACE);
    }

    private static byte[] withoutEnd(byte[] line) {
        return Arrays.copyOf(line, line.length - 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static GapJournalException refusal(String text) {
        GapJournalException refused =
                catchThrowableOfType(GapJournalException.class, () -> GapJson.readLine(bytes(text), PLACE));
        assertThat(refused).as("refusal of %s", text).isNotNull();
        assertThat(refused.place()).isEqualTo(PLACE);
        return refused;
    }
}
