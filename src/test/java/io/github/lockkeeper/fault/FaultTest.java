package io.github.lockkeeper.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A fault")
class FaultTest {

    /** A fault here retries; any other stands still. Written down once more on purpose: severities are behaviour. */
    private static final Set<String> RETRIED = Set.of("STORE_UNAVAILABLE", "TABLE_MAP_MISSING", "CONNECTION",
            "UNCLASSIFIED");

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    @DisplayName("has a mend, in whole sentences, on one line")
    void remedies(FaultKind kind) {
        assertThat(kind.remedy()).matches("[A-Z].*[.)]").doesNotContain("\n").doesNotContain("\"");
        assertThat(Fault.of(kind, "x").toString()).contains("fault=" + kind).contains(kind.remedy());
    }

    @Test
    @DisplayName("retries only where a retry cannot lose or double anything by itself")
    void severities() {
        for (FaultKind kind : FaultKind.values()) {
            if (RETRIED.contains(kind.name())) {
                assertThat(Fault.of(kind, "x").halts()).as("%s", kind).isFalse();
            }
        }
        assertThat(Fault.of(FaultKind.COMPRESSED_TRANSACTION, "x").halts()).isTrue();
        assertThat(Fault.of(FaultKind.REWOUND, "x").halts()).isTrue();
        assertThat(Fault.of(FaultKind.FOREIGN_SERVER, "x").halts()).isTrue();
        assertThat(Fault.of(FaultKind.UNDECODABLE_EVENT, "x").halts()).isTrue();
        assertThat(Fault.of(FaultKind.GTID_MISMATCH, "x").halts()).isTrue();
        assertThat(Fault.of(FaultKind.INCIDENT, "x").halts()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u2029b", "a\u001b[31mb"})
    @DisplayName("I20: what a server said can forge no line")
    void safe(String text) {
        assertThat(Fault.of(FaultKind.CONNECTION, text).toString().codePoints())
                .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }

    @Test
    @DisplayName("I20: what a server said is cut when it is long")
    void cut() {
        assertThat(Fault.of(FaultKind.CONNECTION, "x".repeat(100_000)).detail()).hasSizeLessThan(600);
    }

    @Test
    @DisplayName("travels as an exception with its sentence")
    void exception() {
        SourceFaultException exception = new SourceFaultException(FaultKind.REWOUND, "created later");
        assertThat(exception.fault().kind()).isEqualTo(FaultKind.REWOUND);
        assertThat(exception).hasMessageContaining("created later").hasMessageContaining(FaultKind.REWOUND.remedy());
    }
}
