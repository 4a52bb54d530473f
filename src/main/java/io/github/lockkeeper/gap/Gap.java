package io.github.lockkeeper.gap;

import io.github.lockkeeper.position.OpaqueFields;
import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An entry of the journal: one move of one source that is not the plain next event, with all decisions that led to
 * it. It is written before the source moves and is {@link GapStatus#UNCONFIRMED} until an event has come from where
 * it leads to; as long as it is, a new decision about the source becomes a revision of this entry. Immutable.
 */
public final class Gap {
    private final long id;
    private final SourceName source;
    private final GapStatus status;
    /** All of them, the one in force last; never empty. */
    private final List<GapDecision> decisions;
    private final Map<String, Object> extras;

    private Gap(
            long id, SourceName source, GapStatus status, List<GapDecision> decisions, Map<String, Object> extras) {
        this.id = id;
        this.source = source;
        this.status = status;
        this.decisions = Collections.unmodifiableList(decisions);
        this.extras = extras;
    }

    /**
     * A new entry, unconfirmed. Only a journal makes one.
     *
     * @param id 1 or more
     */
    public static Gap of(long id, SourceName source, GapDecision decision) {
        return of(id, source, GapStatus.UNCONFIRMED, Collections.singletonList(decision));
    }

    /**
     * An entry as it was written.
     *
     * @param decisions at least one, the one in force last
     * @throws IllegalArgumentException if there is none, or the id is smaller than 1
     */
    public static Gap of(long id, SourceName source, GapStatus status, List<GapDecision> decisions) {
        if (id < 1) {
            throw new IllegalArgumentException("not the id of an entry: " + id);
        }
        if (decisions.isEmpty()) {
            throw new IllegalArgumentException("entry " + id + " has no decision");
        }
        return new Gap(id, Objects.requireNonNull(source, "source"), Objects.requireNonNull(status, "status"),
                new ArrayList<>(decisions), Collections.emptyMap());
    }

    /** @param newExtras copied; values are what JSON knows: text, numbers, booleans, null, and maps and lists of them */
    public Gap withExtras(Map<String, Object> newExtras) {
        return new Gap(id, source, status, decisions, OpaqueFields.copyOf(newExtras));
    }

    /**
     * An event has come from where it leads to: it has happened. Open then, or, where nothing is missing and nothing
     * was delivered in vain, accepted. An entry that is confirmed already stays as it is.
     */
    public Gap confirmed() {
        if (isConfirmed()) {
            return this;
        }
        boolean isHarmless = decision().missing().isNothing() && !decision().surplus().isPresent();
        return withStatus(isHarmless ? GapStatus.ACCEPTED : GapStatus.OPEN);
    }

    /**
     * Decided again before it happened: the entry reaches from its first {@code from}, or from an earlier one, where a
     * restart went back, to the new {@code to}. All else is as the new decision says, which has to speak of the whole
     * of it. A decision that says what the one in force says changes nothing, so that a retry does not make the entry
     * grow.
     *
     * @throws IllegalStateException if it is confirmed: what has happened cannot be decided again
     */
    public Gap revised(GapDecision again) {
        if (isConfirmed()) {
            throw new IllegalStateException("entry " + id + " has happened, a new decision is a new entry");
        }
        GapEnd first = decision().from();
        GapDecision widened = again.from().equals(first) || again.from().isBefore(first) ? again : again.withFrom(first);
        if (widened.saysTheSameAs(decision())) {
            return this;
        }
        List<GapDecision> more = new ArrayList<>(decisions);
        more.add(widened);
        return new Gap(id, source, status, more, extras);
    }

    /** What was missing has been brought. */
    public Gap repaired() {
        requireConfirmed();
        return withStatus(GapStatus.REPAIRED);
    }

    /** A person lives with it. */
    public Gap accepted() {
        requireConfirmed();
        return withStatus(GapStatus.ACCEPTED);
    }

    private void requireConfirmed() {
        if (!isConfirmed()) {
            throw new IllegalStateException("entry " + id + " has not happened yet");
        }
    }

    private Gap withStatus(GapStatus newStatus) {
        return new Gap(id, source, newStatus, decisions, extras);
    }

    /** Whether this may take the place of the other one: the same entry, with nothing forgotten or undone. */
    public boolean isSuccessorOf(Gap earlier) {
        boolean isSame = id == earlier.id && source.equals(earlier.source);
        if (!isSame || earlier.isConfirmed()) {
            return isSame && isConfirmed() && decisions.equals(earlier.decisions);
        }
        return decisions.size() >= earlier.decisions.size()
                && decisions.subList(0, earlier.decisions.size()).equals(earlier.decisions);
    }

    public long id() {
        return id;
    }

    public SourceName source() {
        return source;
    }

    public GapStatus status() {
        return status;
    }

    public boolean isConfirmed() {
        return status != GapStatus.UNCONFIRMED;
    }

    /** The one in force. */
    public GapDecision decision() {
        return decisions.get(decisions.size() - 1);
    }

    /** What was decided before, the first one first; unmodifiable. */
    public List<GapDecision> revisions() {
        return decisions.subList(0, decisions.size() - 1);
    }

    /** Fields that a later version wrote; unmodifiable. */
    public Map<String, Object> extras() {
        return extras;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Gap)) {
            return false;
        }
        Gap that = (Gap) other;
        return id == that.id
                && source.equals(that.source)
                && status == that.status
                && decisions.equals(that.decisions)
                && extras.equals(that.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, source, status, decisions);
    }

    /** One line for the log. */
    @Override
    public String toString() {
        return "id=" + id + " kind=" + decision().kind() + " source=" + source + " " + decision() + " status=" + status
                + (revisions().isEmpty() ? "" : " revisions=" + revisions().size());
    }
}
