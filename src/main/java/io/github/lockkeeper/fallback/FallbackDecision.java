package io.github.lockkeeper.fallback;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.StartPoint;
import java.util.Objects;
import java.util.Optional;

/** Where a source goes on, and what is known of what that costs before the place was looked at. Immutable. */
public final class FallbackDecision {

    private final FallbackStep step;
    private final GapKind kind;
    private final StartPoint target;
    private final boolean onStandby;
    private final Optional<MissingPart> missing;
    private final Certainty certainty;
    private final GtidSet surplus;

    private FallbackDecision(FallbackStep step, GapKind kind, StartPoint target, boolean onStandby,
            Optional<MissingPart> missing, Certainty certainty, GtidSet surplus) {
        this.step = Objects.requireNonNull(step, "step");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.target = Objects.requireNonNull(target, "target");
        this.onStandby = onStandby;
        this.missing = Objects.requireNonNull(missing, "missing");
        this.certainty = Objects.requireNonNull(certainty, "certainty");
        this.surplus = Objects.requireNonNull(surplus, "surplus");
    }

    /** What is missing follows from the place that the target turns out to be. */
    static FallbackDecision at(FallbackStep step, GapKind kind, StartPoint target) {
        return new FallbackDecision(step, kind, target, false, Optional.empty(), Certainty.BOUNDED, GtidSet.EMPTY);
    }

    FallbackDecision knowing(MissingPart part, Certainty of) {
        return new FallbackDecision(step, kind, target, onStandby, Optional.of(part), of, surplus);
    }

    FallbackDecision withSurplus(GtidSet gtids) {
        return new FallbackDecision(step, kind, target, onStandby, missing, certainty, gtids);
    }

    /** The same place, decided by another policy that made use of the first one. */
    public FallbackDecision by(FallbackStep other) {
        return new FallbackDecision(other, kind, target, onStandby, missing, certainty, surplus);
    }

    FallbackDecision movedToStandby() {
        return new FallbackDecision(step, kind, target, true, missing, certainty, surplus);
    }

    /** The policy that decided. */
    public FallbackStep step() {
        return step;
    }

    /** What the journal calls it. */
    public GapKind kind() {
        return kind;
    }

    /** Where to go on; of kind {@code COORDINATES}, {@code GTIDS}, {@code TIMESTAMP} or {@code LATEST}. */
    public StartPoint target() {
        return target;
    }

    /** Whether the target is a place on the standby. */
    public boolean isOnStandby() {
        return onStandby;
    }

    /** What is missing, where the policy can tell; else it follows from the place, see {@link MissingBetween}. */
    public Optional<MissingPart> missing() {
        return missing;
    }

    /** Of {@link #missing()}. */
    public Certainty certainty() {
        return certainty;
    }

    /** What was delivered and is not in the server's history. */
    public GtidSet surplus() {
        return surplus;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof FallbackDecision)) {
            return false;
        }
        FallbackDecision that = (FallbackDecision) other;
        return step == that.step && kind == that.kind && target.equals(that.target) && onStandby == that.onStandby
                && missing.equals(that.missing) && certainty == that.certainty && surplus.equals(that.surplus);
    }

    @Override
    public int hashCode() {
        return Objects.hash(step, kind, target, onStandby, missing, certainty, surplus);
    }

    /** For messages. */
    @Override
    public String toString() {
        return step + ": " + kind + " to " + target + (onStandby ? " on the standby" : "")
                + missing.map(part -> ", missing " + part + " (" + certainty + ")").orElse("")
                + (surplus.isEmpty() ? "" : ", surplus " + surplus);
    }
}
