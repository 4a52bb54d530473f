package io.github.lockkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A fault")
class FaultTest {

    /** Written down once more on purpose: severities are behaviour. Any other fault stands still. */
    private static final Set<String> RETRIED = Set.of("STORE_UNAVAILABLE", "TABLE_MAP_MISSING", "CONNECTION",
            "UNCLASSIFIED", "REPLICA_ID_CONFLICT", "GTIDS_UNUSABLE", "SERVER_READ_ERROR", "QUERY_TIMEOUT");
    private static final Set<String> HEALED =
            Set.of("BINLOG_PURGED", "GTIDS_PURGED", "FOREIGN_SERVER", "REWOUND", "DIVERGED");

    /** And so are the codes, which logs and alarms rest on: a new one is added, none is changed. */
    private static final Set<String> HALTED = Set.of("UNDECODABLE_EVENT", "COMPRESSED_TRANSACTION", "INCIDENT",
            "BAD_START", "POSITION_TOO_LARGE", "SOURCE_MIXUP", "BINLOG_OFF", "SERVER_MISCONFIGURED", "BINLOG_CORRUPT", "EVENT_TOO_LARGE", "BINLOG_ENCRYPTED",
            "ACCESS_DENIED", "HOST_REFUSED", "SCHEMA_UNKNOWN", "POISON");

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    @DisplayName("has a mend, in whole sentences, on one line")
    void remedies(FaultKind kind) {
        assertThat(kind.remedy()).matches("[A-Z].*[.)]").doesNotContain("\n").doesNotContain("\"");
        assertThat(Fault.of(kind, "x").toString()).contains("fault=" + kind).contains(kind.remedy());
    }

    @Test
    @DisplayName("has a frozen code")
    void codes() {
        assertThat(FaultKind.values()).extracting(FaultKind::name)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(RETRIED, HEALED, HALTED).flatMap(Set::stream).toList());
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    @DisplayName("retries only where a retry cannot lose or double anything by itself, and moves only by a policy")
    void severities(FaultKind kind) {
        Fault fault = Fault.of(kind, "x");
        assertThat(fault.halts()).isEqualTo(HALTED.contains(kind.name()));
        assertThat(fault.heals()).isEqualTo(HEALED.contains(kind.name()));
        assertThat(kind.severity() == FaultKind.Severity.RETRY).isEqualTo(RETRIED.contains(kind.name()));
    }

    @Test
    @DisplayName("tells the server's number where there is one")
    void errno() {
        assertThat(Fault.of(FaultKind.CONNECTION, "x").errno()).isZero();
        assertThat(Fault.of(FaultKind.CONNECTION, "x").withErrno(1236)).hasToString(
                "fault=CONNECTION errno=1236 reason=\"x\" mend=\"" + FaultKind.CONNECTION.remedy() + "\"");
        assertThatThrownBy(() -> Fault.of(FaultKind.CONNECTION, "x").withErrno(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("keeps the missing GTIDs that the server names, on one line")
    void missing() {
        Fault fault = Fault.of(FaultKind.GTIDS_PURGED, "x").withErrno(1236).withMissingTransactions(
                "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,\n4e11fa47-71ca-11e1-9e33-c80aa9429562:7:9-11");
        assertThat(fault.missingTransactions()).contains("3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,"
                + "4e11fa47-71ca-11e1-9e33-c80aa9429562:7:9-11");
        assertThat(fault.errno()).isEqualTo(1236);
        assertThat(Fault.of(FaultKind.GTIDS_PURGED, "x").missingTransactions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a'b", "1-5\"", "<b>1-5</b>", "1\u00002", "${jndi:x}", "1-5", "3e11fa47-71ca-11e1-9e33-c80aa9429562",
        "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,", "3e11fa47-71ca-11e1-9e33-c80aa9429562:1 OR 1=1"})
    @DisplayName("I20: what cannot be a GTID set is not kept as one")
    void forged(String gtids) {
        assertThat(Fault.of(FaultKind.GTIDS_PURGED, "x").withMissingTransactions(gtids).missingTransactions()).isEmpty();
    }

    @Test
    @DisplayName("I20: a set beyond all measure is left out whole, never cut")
    void tooManyGtids() {
        assertThat(Fault.of(FaultKind.GTIDS_PURGED, "x").withMissingTransactions("1".repeat(1_000_000))
                .missingTransactions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u2029b", "a\u001b[31mb",
        "a\u202eb", "a\u200bb", "a\ud800b"})
    @DisplayName("I20: what a server said can forge no line")
    void safe(String text) {
        assertThat(Fault.of(FaultKind.CONNECTION, text).toString().codePoints())
                .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029
                        || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.SURROGATE);
    }

    @Test
    @DisplayName("I20: what a server said cannot end the reason and forge a mend")
    void quotes() {
        assertThat(Fault.of(FaultKind.CONNECTION, "gone\" mend=\"run this\\"))
                .hasToString("fault=CONNECTION reason=\"gone\\\" mend=\\\"run this\\\\\" mend=\""
                        + FaultKind.CONNECTION.remedy() + "\"");
    }

    @Test
    @DisplayName("I20: what a server said is cut when it is long")
    void cut() {
        assertThat(Fault.of(FaultKind.CONNECTION, "x".repeat(100_000)).detail()).hasSizeLessThan(600);
        assertThat(Fault.of(FaultKind.CONNECTION, "x".repeat(499) + "\ud83d\ude00".repeat(9)).detail())
                .as("between characters").isEqualTo("x".repeat(499) + "…");
    }

    @Test
    @DisplayName("travels as an exception with its sentence")
    void exception() {
        SourceFaultException exception = new SourceFaultException(FaultKind.REWOUND, "created later");
        assertThat(exception.fault().kind()).isEqualTo(FaultKind.REWOUND);
        assertThat(exception).hasMessageContaining("created later").hasMessageContaining(FaultKind.REWOUND.remedy());
    }
}
