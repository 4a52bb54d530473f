package io.github.lockkeeper.gap;

import io.github.lockkeeper.position.Excerpt;
import io.github.lockkeeper.position.OpaqueFields;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was decided about a source, why, and what it costs. What a new one does not say is unknown. Immutable.
 */
public final class GapDecision {
    private final GapKind kind;
    private final GapCause cause;
    private final String policy;
    private final Certainty certainty;
    private final long decidedAtMillis;
    private final GapEnd from;
    private final GapEnd to;
    private final MissingPart missing;
    private final String surplus;
    private final ServerIdentity serverBefore;
    private final ServerIdentity serverAfter;
    private final Map<String, Object> extras;

    private GapDecision(Draft draft) {
        this.kind = Objects.requireNonNull(draft.kind, "kind");
        this.cause = Objects.requireNonNull(draft.cause, "cause");
        this.policy = Words.require(draft.policy, "policy");
        this.certainty = Objects.requireNonNull(draft.certainty, "certainty");
        this.decidedAtMillis = draft.decidedAtMillis;
        this.from = Objects.requireNonNull(draft.from, "from");
        this.to = Objects.requireNonNull(draft.to, "to");
        this.missing = Objects.requireNonNull(draft.missing, "missing");
        this.surplus = draft.surplus;
        this.serverBefore = Objects.requireNonNull(draft.serverBefore, "serverBefore");
        this.serverAfter = Objects.requireNonNull(draft.serverAfter, "serverAfter");
        this.extras = draft.extras;
    }

    /**
     * A decision of which neither end, nor what is missing, nor a server is known yet.
     *
     * @param policy what decided it, one word: {@code earliest}, {@code gtid}, …
     * @param decidedAtMillis unix milliseconds
     * @throws IllegalArgumentException if the policy is not one word or the time is negative
     */
    public static GapDecision of(
            GapKind kind, GapCause cause, String policy, Certainty certainty, long decidedAtMillis) {
        if (decidedAtMillis < 0) {
            throw new IllegalArgumentException("decidedAtMillis is negative: " + decidedAtMillis);
        }
        Draft draft = new Draft();
        draft.kind = kind;
        draft.cause = cause;
        draft.policy = policy;
        draft.certainty = certainty;
        draft.decidedAtMillis = decidedAtMillis;
        return new GapDecision(draft);
    }

    public GapDecision withCertainty(Certainty newCertainty) {
        Draft draft = new Draft(this);
        draft.certainty = newCertainty;
        return new GapDecision(draft);
    }

    /** @param newFrom the last place that is delivered */
    public GapDecision withFrom(GapEnd newFrom) {
        Draft draft = new Draft(this);
        draft.from = newFrom;
        return new GapDecision(draft);
    }

    /** @param newTo the place that the source goes on from */
    public GapDecision withTo(GapEnd newTo) {
        Draft draft = new Draft(this);
        draft.to = newTo;
        return new GapDecision(draft);
    }

    public GapDecision withMissing(MissingPart newMissing) {
        Draft draft = new Draft(this);
        draft.missing = newMissing;
        return new GapDecision(draft);
    }

    /**
     * @param gtids delivered, but not in the source any more; in the server's notation
     * @throws IllegalArgumentException if it is empty or has anything but visible ASCII characters and white space
     */
    public GapDecision withSurplus(String gtids) {
        Draft draft = new Draft(this);
        draft.surplus = GtidText.require(gtids);
        return new GapDecision(draft);
    }

    /**
     * @param before the server that {@link #from()} refers to
     * @param after the server that {@link #to()} refers to
     */
    public GapDecision withServers(ServerIdentity before, ServerIdentity after) {
        Draft draft = new Draft(this);
        draft.serverBefore = before;
        draft.serverAfter = after;
        return new GapDecision(draft);
    }

    /**
     * Fields that a later version wrote. Any other {@code with…} drops them: nobody knows whether they are true of a
     * decision that was changed.
     *
     * @param newExtras copied; values are what JSON knows: text, numbers, booleans, null, and maps and lists of them
     */
    public GapDecision withExtras(Map<String, Object> newExtras) {
        Draft draft = new Draft(this);
        draft.extras = OpaqueFields.copyOf(newExtras);
        return new GapDecision(draft);
    }

    public GapKind kind() {
        return kind;
    }

    public GapCause cause() {
        return cause;
    }

    /** What decided it, one word. */
    public String policy() {
        return policy;
    }

    public Certainty certainty() {
        return certainty;
    }

    /** Unix milliseconds. */
    public long decidedAtMillis() {
        return decidedAtMillis;
    }

    /** The last place that is delivered. */
    public GapEnd from() {
        return from;
    }

    /** The place that the source goes on from. */
    public GapEnd to() {
        return to;
    }

    /** Whether it leads to a place in front of where it begins, in the same files. */
    public boolean leadsBack() {
        return to.isBefore(from);
    }

    public MissingPart missing() {
        return missing;
    }

    /** GTIDs that were delivered and are not in the source any more. */
    public Optional<String> surplus() {
        return surplus.isEmpty() ? Optional.empty() : Optional.of(surplus);
    }

    /** The server that {@link #from()} refers to. */
    public ServerIdentity serverBefore() {
        return serverBefore;
    }

    /** The server that {@link #to()} refers to. */
    public ServerIdentity serverAfter() {
        return serverAfter;
    }

    /** Fields that a later version wrote; unmodifiable. */
    public Map<String, Object> extras() {
        return extras;
    }

    /** Whether both say the same, at whatever time they were made. */
    public boolean saysTheSameAs(GapDecision other) {
        return kind == other.kind
                && cause.equals(other.cause)
                && policy.equals(other.policy)
                && certainty == other.certainty
                && from.equals(other.from)
                && to.equals(other.to)
                && missing.equals(other.missing)
                && surplus.equals(other.surplus)
                && serverBefore.equals(other.serverBefore)
                && serverAfter.equals(other.serverAfter);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof GapDecision)) {
            return false;
        }
        GapDecision that = (GapDecision) other;
        return decidedAtMillis == that.decidedAtMillis && saysTheSameAs(that) && extras.equals(that.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, cause, decidedAtMillis, from, to);
    }

    /** For messages; all but the source and what became of it. */
    @Override
    public String toString() {
        return "cause=" + cause + " policy=" + policy + " from=" + from + " to=" + to + " certainty=" + certainty
                + " missing=" + missing + (surplus.isEmpty() ? "" : " surplus=" + Excerpt.of(surplus));
    }

    /** The fields on their way into a decision: too many for parameters. */
    private static final class Draft {
        private GapKind kind;
        private GapCause cause;
        private String policy;
        private Certainty certainty;
        private long decidedAtMillis;
        private GapEnd from = GapEnd.UNKNOWN;
        private GapEnd to = GapEnd.UNKNOWN;
        private MissingPart missing = MissingPart.UNKNOWN;
        private String surplus = "";
        private ServerIdentity serverBefore = ServerIdentity.UNKNOWN;
        private ServerIdentity serverAfter = ServerIdentity.UNKNOWN;
        private Map<String, Object> extras = Collections.emptyMap();

        Draft() {
        }

        Draft(GapDecision made) {
            kind = made.kind;
            cause = made.cause;
            policy = made.policy;
            certainty = made.certainty;
            decidedAtMillis = made.decidedAtMillis;
            from = made.from;
            to = made.to;
            missing = made.missing;
            surplus = made.surplus;
            serverBefore = made.serverBefore;
            serverAfter = made.serverAfter;
        }
    }
}
