package io.github.lockkeeper.persistence.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.persistence.CursorRecords;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupCursorJsonTest {
    private static final String PLACE = "/data/group-cursor.json";
    private static final String SOURCE = "{\"file\":\"mysql-bin.000123\",\"position\":4567}";

    @Test
    void writesTheRecordOfTheDesign() {
        SourceCursor orders = SourceCursor.of(
                BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000123", 4567), Gtids.parse("0-1-9"), 1795341103,
                        1795341000, "0-1-9"),
                ServerIdentity.of(1, CursorRecords.UUID), "10.0.0.1:3306");
        GroupCursor record = GroupCursor.empty().withEpoch(3).withSource(SourceName.of("orders"), orders);

        assertThat(text(record)).isEqualTo("""
                {
                  "version" : 1,
                  "epoch" : 3,
                  "sources" : {
                    "orders" : {
                      "file" : "mysql-bin.000123",
                      "position" : 4567,
                      "fileCreated" : 1795341000,
                      "gtid" : "0-1-9",
                      "timestamp" : 1795341103,
                      "lastGtid" : "0-1-9",
                      "serverId" : 1,
                      "serverUuid" : "3e11fa47-71ca-11e1-9e33-c80aa9429562",
                      "address" : "10.0.0.1:3306"
                    }
                  },
                  "retired" : { }
                }
                """);
    }

    @Test
    void readsEveryFieldToItsPlace() {
        GroupCursor record = read("""
                {"version":1,"epoch":3,"sources":{"orders":{"file":"mysql-bin.000123","position":4567,
                "fileCreated":1795341000,"gtid":"0-1-8","timestamp":1795341103,"lastGtid":"0-1-9","serverId":7,
                "serverUuid":"%s","address":"10.0.0.1:3306"}},
                "retired":{"10.0.0.2:3306":%s}}""".formatted(CursorRecords.UUID, SOURCE));

        assertThat(record.version()).isEqualTo(1);
        assertThat(record.epoch()).isEqualTo(3);
        SourceCursor orders = record.sources().get(SourceName.of("orders"));
        assertThat(orders.offset()).isEqualTo(BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000123", 4567),
                Gtids.parse("0-1-8"), 1795341103, 1795341000, "0-1-9"));
        assertThat(orders.identity()).isEqualTo(ServerIdentity.of(7, CursorRecords.UUID));
        assertThat(orders.address()).isEqualTo("10.0.0.1:3306");
        assertThat(record.retired()).containsOnlyKeys(SourceName.ofAddress("10.0.0.2:3306"));
        assertThat(record.extras()).isEmpty();
        assertThat(orders.extras()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNotWritten() {
        SourceCursor bare =
                SourceCursor.of(BinlogOffset.of(BinlogCoordinates.of("b.1", 4)), ServerIdentity.UNKNOWN, "");
        GroupCursor record = GroupCursor.empty().withSource(SourceName.of("a"), bare);

        assertThat(text(record)).doesNotContain("gtid", "timestamp", "serverId", "address", "null");
        assertThat(read(text(record))).isEqualTo(record);
    }

    @Test
    void toKnowThatNothingIsExecutedSurvives() {
        SourceCursor fresh = CursorRecords.mariaDb(1);
        SourceCursor nothingExecuted = fresh.withOffset(fresh.offset().withGtids(Gtids.of(GtidSet.EMPTY)));
        GroupCursor record = GroupCursor.empty().withSource(SourceName.of("a"), nothingExecuted);

        assertThat(read(text(record))).isEqualTo(record);
    }

    @Property
    void readsBackWhatItWrites(@ForAll @LongRange(min = 0) long epoch, @ForAll @IntRange(min = 1) int n) {
        GroupCursor record = CursorRecords.advanced(GroupCursor.empty().withEpoch(epoch), n / 2 + 1);

        assertThat(read(text(record))).isEqualTo(record);
    }

    @Test
    void unknownFieldsAreWrittenAgainAsTheyWere() {
        String text = """
                {"version":1,"epoch":0,"sources":{"a":{"file":"b.1","position":4,
                "x":{"deep":[1,1.10,null,true,123456789012345678901234567890,"\\u00e9\\n"]}}},
                "retired":{},"y":[],"z":{"k":2.50}}""";

        GroupCursor record = read(text);

        assertThat(record.extras()).containsOnlyKeys("y", "z");
        assertThat(record.sources().get(SourceName.of("a")).extras()).containsOnlyKeys("x");
        assertThat(text(record)).contains("1.10", "2.50", "null", "123456789012345678901234567890", "é\\n");
        assertThat(read(text(record))).isEqualTo(record);
    }

    @Test
    void anUnknownFieldNeverTakesTheNameOfAKnownOne() {
        SourceCursor cursor = CursorRecords.mySql(1).withExtras(Map.of("position", 9, "x", 1));
        GroupCursor record = GroupCursor.empty().withSource(SourceName.of("a"), cursor)
                .withExtras(Map.of("epoch", 99, "sources", List.of()));

        GroupCursor read = read(text(record));

        assertThat(read.epoch()).isZero();
        assertThat(read.sources().get(SourceName.of("a"))).isEqualTo(cursor.withExtras(Map.of("x", 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"version\":2,\"epoch\":1,\"sources\":{}}",
        "{\"version\":2,\"quite\":\"different\"}",
        "{\"version\":99999999999999999999,\"epoch\":1,\"sources\":{}}",
    })
    void aNewerVersionIsRefusedAsSuch(String text) {
        CursorStoreException refused = refusal(text);

        assertThat(refused.kind()).isEqualTo(Kind.NEWER_VERSION);
        assertThat(refused).hasMessageContaining("reads version 1").hasMessageContaining("Run the version that wrote it");
        assertThat(refused.place()).isEqualTo(PLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"clientDatas\":[{\"clientIdentity\":{\"clientId\":1001,\"destination\":\"example\",\"filter\":\"\"},"
                + "\"cursor\":{\"identity\":{\"slaveId\":-1,\"sourceAddress\":{\"address\":\"localhost\",\"port\":3306}},"
                + "\"postion\":{\"gtid\":\"\",\"included\":false,\"journalName\":\"mysql-bin.000001\",\"position\":4,"
                + "\"serverId\":1,\"timestamp\":1}}}],\"destination\":\"example\"}",
        "{}", "[]", "[{\"version\":1,\"epoch\":1,\"sources\":{}}]", "null", "1", "\"text\"",
        "{\"name\":\"x\",\"version\":\"1.0.0\"}", "{\"name\":\"x\",\"version\":1}",
    })
    void otherJsonIsForeign(String text) {
        assertThat(refusal(text).kind()).isEqualTo(Kind.FOREIGN);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "\u0000\u0000\u0000\u0000", "{", "version=1", "{'version':1,'epoch':1,'sources':{}}",
        "{\"version\":1,\"epoch\":1,\"sources\":{}} x",
        "{\"version\":1,\"epoch\":1,\"sources\":{}}{}",
        "{\"version\":1,\"epoch\":1,\"sources\":{},}",
        "{\"version\":1,\"epoch\":1,\"epoch\":2,\"sources\":{}}",
        "{\"epoch\":1,\"sources\":{}}",
        "{\"version\":\"1\",\"epoch\":1,\"sources\":{}}",
        "{\"version\":1.0,\"epoch\":1,\"sources\":{}}",
        "{\"version\":0,\"epoch\":1,\"sources\":{}}",
        "{\"version\":-1,\"epoch\":1,\"sources\":{}}",
        "{\"version\":null,\"epoch\":1,\"sources\":{}}",
        "{\"version\":1,\"sources\":{}}",
        "{\"version\":1,\"epoch\":1}",
        "{\"version\":1,\"epoch\":-1,\"sources\":{}}",
        "{\"version\":1,\"epoch\":\"1\",\"sources\":{}}",
        "{\"version\":1,\"epoch\":99999999999999999999,\"sources\":{}}",
        "{\"version\":1,\"epoch\":1,\"sources\":[]}",
        "{\"version\":1,\"epoch\":1,\"sources\":null}",
        "{\"version\":1,\"epoch\":1,\"sources\":{},\"retired\":[]}",
        "{\"version\":1,\"epoch\":1,\"sources\":{\"a\":null}}",
        "{\"version\":1,\"epoch\":1,\"sources\":{\"a\":\"b.1:4\"}}",
        "{\"version\":1,\"epoch\":1,\"sources\":{\"a b\":" + SOURCE + "}}",
        "{\"version\":1,\"epoch\":1,\"sources\":{\"\":" + SOURCE + "}}",
        "{\"version\":1,\"epoch\":1,\"sources\":{\"a\":" + SOURCE + ",\"a\":" + SOURCE + "}}",
        "{\"version\":1,\"epoch\":1,\"sources\":{\"a\":" + SOURCE + "},\"retired\":{\"a\":" + SOURCE + "}}",
    })
    void whatIsNoWholeRecordIsDamaged(String text) {
        assertThat(refusal(text).kind()).isEqualTo(Kind.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"position\":4", "\"file\":\"b.1\"", "\"file\":\"\",\"position\":4", "\"file\":\"b\",\"position\":4",
        "\"file\":1,\"position\":4", "\"file\":null,\"position\":4",
        "\"file\":\"b.1\",\"position\":3", "\"file\":\"b.1\",\"position\":-4", "\"file\":\"b.1\",\"position\":4.0",
        "\"file\":\"b.1\",\"position\":4e2", "\"file\":\"b.1\",\"position\":\"4\"",
        "\"file\":\"b.1\",\"position\":null", "\"file\":\"b.1\",\"position\":9223372036854775808",
        "\"file\":\"b.1\",\"position\":4,\"fileCreated\":-1", "\"file\":\"b.1\",\"position\":4,\"fileCreated\":\"1\"",
        "\"file\":\"b.1\",\"position\":4,\"timestamp\":-1", "\"file\":\"b.1\",\"position\":4,\"timestamp\":1.5",
        "\"file\":\"b.1\",\"position\":4,\"gtid\":\"x\"", "\"file\":\"b.1\",\"position\":4,\"gtid\":null",
        "\"file\":\"b.1\",\"position\":4,\"gtid\":\"aaaaaaaa-71ca-11e1-9e33-c80aa9429562:tag:1\"",
        "\"file\":\"b.1\",\"position\":4,\"lastGtid\":1",
        "\"file\":\"b.1\",\"position\":4,\"serverId\":-1", "\"file\":\"b.1\",\"position\":4,\"serverId\":4294967296",
        "\"file\":\"b.1\",\"position\":4,\"serverUuid\":1", "\"file\":\"b.1\",\"position\":4,\"address\":[]",
    })
    void anInvalidSourceDamagesTheRecordAndIsNamed(String fields) {
        CursorStoreException refused =
                refusal("{\"version\":1,\"epoch\":1,\"sources\":{\"orders\":{" + fields + "}},\"retired\":{}}");

        assertThat(refused.kind()).isEqualTo(Kind.DAMAGED);
        assertThat(refused).hasMessageStartingWith(PLACE).hasMessageContaining("sources.orders");
    }

    @Test
    void aTornRecordIsDamagedWhereverItIsTorn() {
        byte[] text = GroupCursorJson.write(CursorRecords.advanced(GroupCursor.empty(), 7));

        for (int length = 0; length < text.length - 1; length++) {
            byte[] torn = Arrays.copyOf(text, length);
            CursorStoreException refused =
                    catchThrowableOfType(CursorStoreException.class, () -> GroupCursorJson.read(torn, PLACE));
            assertThat(refused).as("torn at %d", length).isNotNull();
            assertThat(refused.kind()).as("torn at %d", length).isEqualTo(Kind.DAMAGED);
        }
    }

    @Test
    void textThatIsNotUtf8IsDamaged() {
        byte[] text = "{\"version\":1,\"epoch\":1,\"sources\":{},\"x\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        text[text.length - 3] = (byte) 0xFF;

        assertThat(refusal(text).kind()).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void aMarkThatAnEditorPutBeforeTheTextIsNoDamage() {
        assertThat(read("\uFEFF{\"version\":1,\"epoch\":1,\"sources\":{}}").epoch()).isEqualTo(1);
    }

    @Test
    void aRefusalPutsNoForeignLineIntoALog() {
        CursorStoreException refused = refusal("{\"version\":1,\"epoch\":1,\"sources\":{\"a\\nWARN b\":" + SOURCE + "}}");

        assertThat(refused.getMessage()).doesNotContain("\n").contains("a\\u000aWARN b");
    }

    @Test
    void aRefusalNamesTheLineOfASyntaxError() {
        assertThat(refusal("{\"version\":1,\n\"epoch\":x}")).hasMessageContaining("line 2");
    }

    private static String text(GroupCursor record) {
        return new String(GroupCursorJson.write(record), StandardCharsets.UTF_8);
    }

    private static GroupCursor read(String text) {
        return GroupCursorJson.read(text.getBytes(StandardCharsets.UTF_8), PLACE);
    }

    private static CursorStoreException refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CursorStoreException refusal(byte[] text) {
        CursorStoreException refused =
                catchThrowableOfType(CursorStoreException.class, () -> GroupCursorJson.read(text, PLACE));
        assertThat(refused).as("refusal of %s", new String(text, StandardCharsets.UTF_8)).isNotNull();
        assertThat(refused.place()).isEqualTo(PLACE);
        assertThat(refused.remedy()).isNotBlank();
        return refused;
    }
}
