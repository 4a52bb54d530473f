package io.github.lockkeeper.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.SourceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The condition of a source")
class SourceConditionTest {

    private static final Fault BROKEN = Fault.of(FaultKind.CONNECTION, "connection reset");
    private static final Fault HALTING = Fault.of(FaultKind.INCIDENT, "lost events");

    private final List<String> told = new ArrayList<>();
    private long nanos;
    private final SourceCondition condition = new SourceCondition(SourceName.of("orders"),
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), () -> 0), this::tell);

    private void tell(String line, boolean bad) {
        told.add((bad ? "BAD " : "") + line);
        assertThat(Thread.holdsLock(condition)).as("outside the lock").isFalse();
    }

    private SourceCondition streaming() {
        condition.started();
        condition.delivered(true);
        told.clear();
        return condition;
    }

    @Test
    @DisplayName("fenced, it stays so until it is stopped, whatever the ending dump still brings")
    void fenced() {
        streaming().fenced("another server runs the destination");
        condition.delivered(true);
        condition.failed(BROKEN);
        assertThat(condition.state()).isEqualTo(SourceState.FENCED);
        condition.stopped();
        assertThat(told).containsExactly("source=orders state=FENCED before=STREAMING another server runs the destination",
                "source=orders state=STOPPED before=FENCED");
    }

    @Test
    @DisplayName("N16: blocked until there is room again, whatever still comes; no alarm, since the source is well")
    void blocked() {
        streaming().blocked("the store is full");
        condition.blocked("the store is full");
        condition.delivered(true);
        assertThat(condition.state()).isEqualTo(SourceState.BLOCKED);
        condition.unblocked();
        condition.unblocked();
        assertThat(told).containsExactly("source=orders state=BLOCKED before=STREAMING the store is full",
                "source=orders state=STREAMING before=BLOCKED");
    }

    @Test
    @DisplayName("a blocked source whose dump breaks is retried; one that is halted or retried is not blocked")
    void blockedAndBroken() {
        streaming().blocked("the store is full");
        condition.failed(BROKEN);
        condition.blocked("the store is full");
        condition.unblocked();
        assertThat(condition.state()).isEqualTo(SourceState.RETRYING);
        condition.failed(HALTING);
        condition.blocked("the store is full");
        assertThat(condition.state()).isEqualTo(SourceState.HALTED);
    }

    @Test
    @DisplayName("each change is told once, on one line, with the state before")
    void toldOnce() {
        condition.started();
        condition.delivered(false);
        condition.delivered(true);
        condition.delivered(true);
        condition.stopped();
        condition.stopped();
        assertThat(told).containsExactly("source=orders state=CONNECTING before=STOPPED",
                "source=orders state=STREAMING before=CONNECTING", "source=orders state=STOPPED before=STREAMING");
    }

    @Test
    @DisplayName("a failure is told with its fault and its mend, and is bad; the same one again is not told again")
    void failure() {
        streaming();
        condition.failed(BROKEN);
        condition.failed(BROKEN);
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).startsWith("BAD source=orders state=RETRYING before=STREAMING")
                .contains("fault=CONNECTION").contains("connection reset").contains(FaultKind.CONNECTION.remedy());
        assertThat(condition.reason()).contains("connection reset");
        condition.failed(Fault.of(FaultKind.CONNECTION, "no route to host"));
        assertThat(told).hasSize(2);
    }

    @Test
    @DisplayName("a fault that halts is HALTED, and is tried again slowly")
    void halts() {
        streaming();
        condition.failed(HALTING);
        assertThat(condition.state()).isEqualTo(SourceState.HALTED);
        assertThat(told.get(0)).startsWith("BAD source=orders state=HALTED");
        assertThat(condition.takeOwedWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(condition.takeOwedWait()).as("owed once").isZero();
    }

    @Test
    @DisplayName("a fault that a policy heals is decided soon; one that no policy knows a way out of halts, without flapping")
    void heals() {
        streaming();
        Fault fault = Fault.of(FaultKind.BINLOG_PURGED, "no such file");
        condition.failed(fault);
        assertThat(condition.state()).isEqualTo(SourceState.RETRYING);
        assertThat(condition.takeOwedWait()).isLessThan(Duration.ofSeconds(1));
        condition.failed(fault.exhausting("gtid,halt"));
        assertThat(condition.state()).isEqualTo(SourceState.HALTED);
        assertThat(condition.takeOwedWait()).isEqualTo(Duration.ofSeconds(30));
        int before = told.size();
        condition.failed(fault);
        condition.failed(fault.exhausting("gtid,halt"));
        assertThat(condition.state()).isEqualTo(SourceState.HALTED);
        assertThat(told).hasSize(before);
    }

    @Test
    @DisplayName("what opens every dump does not end a halt; progress does")
    void endOfHalt() {
        streaming();
        condition.failed(HALTING);
        condition.delivered(false);
        assertThat(condition.state()).isEqualTo(SourceState.HALTED);
        assertThat(told).hasSize(1);
        condition.delivered(true);
        assertThat(condition.state()).isEqualTo(SourceState.STREAMING);
        assertThat(condition.reason()).isEmpty();
    }

    @Test
    @DisplayName("attempts that only get as far as the opening events wait longer and longer")
    void noProgress() {
        streaming();
        condition.failed(BROKEN);
        assertThat(condition.takeOwedWait()).isEqualTo(Duration.ofMillis(100));
        condition.delivered(false);
        condition.failed(BROKEN);
        assertThat(condition.takeOwedWait()).isEqualTo(Duration.ofMillis(200));
        condition.delivered(true);
        condition.failed(BROKEN);
        assertThat(condition.takeOwedWait()).as("after progress from the first wait again")
                .isEqualTo(Duration.ofMillis(100));
    }

    @Test
    @DisplayName("progress counts also when the opening events made it STREAMING before")
    void progressAfterTheOpening() {
        streaming();
        condition.failed(BROKEN);
        condition.failed(BROKEN);
        condition.delivered(false);
        assertThat(condition.takeOwedWait()).as("it goes on already").isZero();
        condition.delivered(true);
        condition.failed(BROKEN);
        assertThat(condition.takeOwedWait()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    @DisplayName("a started source owes nothing, whatever it owed before")
    void startedAnew() {
        streaming();
        condition.failed(BROKEN);
        condition.failed(BROKEN);
        condition.stopped();
        condition.started();
        assertThat(condition.takeOwedWait()).isZero();
        condition.failed(BROKEN);
        assertThat(condition.takeOwedWait()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    @DisplayName("a stopped source stays stopped, whatever still arrives")
    void lateDelivery() {
        streaming();
        condition.stopped();
        condition.delivered(true);
        condition.delivered(false);
        assertThat(condition.state()).isEqualTo(SourceState.STOPPED);
    }

    @Test
    @DisplayName("texts of servers stay on one line")
    void oneLine() {
        streaming();
        condition.failed(Fault.of(FaultKind.CONNECTION, "refused\nsource=trades state=HALTED\u2028\u0007x"));
        assertThat(told.get(0)).doesNotContain("\n").doesNotContain("\u2028").doesNotContain("\u0007");
    }

    private static final Duration PACE = Duration.ofMinutes(10);

    private void advance(Duration time) {
        nanos += time.toNanos();
    }

    private SourceCondition halted() {
        SourceCondition timed = new SourceCondition(SourceName.of("orders"),
                new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), () -> 0), this::tell, () -> nanos);
        timed.started();
        timed.failed(HALTING);
        told.clear();
        return timed;
    }

    @Test
    @DisplayName("a halted source is told again at the pace, with the same reason, until it goes on")
    void reminded() {
        SourceCondition timed = halted();
        advance(PACE.minusNanos(1));
        timed.remind(PACE);
        assertThat(told).isEmpty();
        advance(Duration.ofNanos(1));
        timed.remind(PACE);
        timed.remind(PACE);
        assertThat(told).singleElement().asString().startsWith("BAD source=orders state=HALTED still ")
                .contains("lost events").contains(FaultKind.INCIDENT.remedy());
        advance(PACE);
        timed.remind(PACE);
        assertThat(told).hasSize(2);
        timed.delivered(true);
        told.clear();
        advance(PACE.multipliedBy(2));
        timed.remind(PACE);
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("a source that is tried again is not told of: its retries are")
    void notReminded() {
        SourceCondition timed = halted();
        timed.delivered(true);
        timed.failed(BROKEN);
        told.clear();
        advance(PACE.multipliedBy(2));
        timed.remind(PACE);
        timed.stopped();
        told.clear();
        timed.remind(PACE);
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("the pace counts from the last time it was told, whatever told it")
    void paceAfterChange() {
        SourceCondition timed = halted();
        advance(PACE.dividedBy(2));
        timed.failed(Fault.of(FaultKind.ACCESS_DENIED, "no grant"));
        told.clear();
        advance(PACE.dividedBy(2));
        timed.remind(PACE);
        assertThat(told).isEmpty();
    }
}
