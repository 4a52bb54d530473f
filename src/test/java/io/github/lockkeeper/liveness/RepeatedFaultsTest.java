package io.github.lockkeeper.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A fault that does not go away")
class RepeatedFaultsTest {

    private static final String PLACE = "mysql-bin.000006:500";

    private final RepeatedFaults faults = new RepeatedFaults();

    /** What the last of so many is treated as. */
    private Fault after(int times, Fault fault) {
        Fault judged = fault;
        for (int i = 0; i < times; i++) {
            judged = faults.judge(fault, PLACE);
        }
        return judged;
    }

    @ParameterizedTest(name = "{0} for the {1}. time is {2}")
    @CsvSource({"UNCLASSIFIED,2,UNCLASSIFIED", "UNCLASSIFIED,3,POISON", "UNCLASSIFIED,9,POISON",
        "SERVER_READ_ERROR,2,SERVER_READ_ERROR", "SERVER_READ_ERROR,3,BINLOG_CORRUPT",
        "BINLOG_PURGED,8,BINLOG_PURGED", "BINLOG_PURGED,9,BINLOG_CORRUPT"})
    @DisplayName("at the same place is another one in the end")
    void repeated(FaultKind kind, int times, FaultKind judged) {
        Fault fault = after(times, Fault.of(kind, "seen"));
        assertThat(fault.kind()).isEqualTo(judged);
        if (kind != judged) {
            assertThat(fault.halts()).isTrue();
            assertThat(fault.detail()).contains("again and again").contains(PLACE).contains("seen");
        }
    }

    @ParameterizedTest
    @EnumSource(value = FaultKind.class, mode = EnumSource.Mode.EXCLUDE,
            names = {"UNCLASSIFIED", "SERVER_READ_ERROR", "BINLOG_PURGED", "GTIDS_PURGED", "FOREIGN_SERVER", "REWOUND",
                "DIVERGED"})
    @DisplayName("of any other kind stays what it is")
    void others(FaultKind kind) {
        Fault fault = Fault.of(kind, "seen");
        assertThat(after(50, fault)).isSameAs(fault);
    }

    @ParameterizedTest
    @EnumSource(value = FaultKind.class, names = {"GTIDS_PURGED", "REWOUND", "DIVERGED"})
    @DisplayName("that the server says and does not show halts in the end: it is not retried for ever")
    void denied(FaultKind kind) {
        Fault fault = Fault.of(kind, "seen").withErrno(1236);
        assertThat(after(8, fault)).isSameAs(fault);
        Fault judged = after(1, fault);
        assertThat(judged.kind()).isEqualTo(kind);
        assertThat(judged.halts()).isTrue();
        assertThat(judged.errno()).isEqualTo(1236);
    }

    @Test
    @DisplayName("counts anew at another place, with another text, and after another fault")
    void progress() {
        Fault fault = Fault.of(FaultKind.UNCLASSIFIED, "seen");
        after(2, fault);
        assertThat(faults.judge(fault, "mysql-bin.000006:600").kind()).isEqualTo(FaultKind.UNCLASSIFIED);
        after(2, fault);
        faults.judge(Fault.of(FaultKind.UNCLASSIFIED, "other"), PLACE);
        assertThat(after(2, fault).kind()).isEqualTo(FaultKind.UNCLASSIFIED);
        faults.judge(Fault.of(FaultKind.CONNECTION, "reset"), PLACE);
        assertThat(after(2, fault).kind()).isEqualTo(FaultKind.UNCLASSIFIED);
        assertThat(after(1, fault).kind()).isEqualTo(FaultKind.POISON);
    }

    @Test
    @DisplayName("is no failure of ours where a server gave a number, which is kept")
    void numbered() {
        assertThat(after(9, Fault.of(FaultKind.UNCLASSIFIED, "seen").withErrno(1236)).kind())
                .isEqualTo(FaultKind.UNCLASSIFIED);
        assertThat(after(3, Fault.of(FaultKind.SERVER_READ_ERROR, "seen").withErrno(1236)).errno()).isEqualTo(1236);
    }

    @Test
    @DisplayName("of policies that know no way stays that: the policies are what has to change")
    void exhausted() {
        Fault exhausted = Fault.of(FaultKind.BINLOG_PURGED, "seen").exhausting("halt");
        assertThat(after(20, exhausted)).isSameAs(exhausted);
    }

    @Test
    @DisplayName("a missing file is not called corrupt before the server was asked for its list again, at most 10 s later")
    void listingFirst() {
        Backoff quickest = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), () -> 0);
        Fault fault = Fault.of(FaultKind.BINLOG_PURGED, "no such file");
        Duration waited = Duration.ZERO;
        while (!faults.judge(fault, PLACE).halts()) {
            waited = waited.plus(quickest.next());
        }
        assertThat(waited).isGreaterThan(Duration.ofSeconds(10));
    }
}
