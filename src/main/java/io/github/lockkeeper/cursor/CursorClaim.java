package io.github.lockkeeper.cursor;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The right to write the record of one destination, held from {@link CursorStore#claim()} to {@link #close()}. Safe
 * for use by several threads.
 */
public interface CursorClaim extends AutoCloseable {
    /** What was last saved durably: the loaded record with its new epoch at first. Costs nothing. */
    GroupCursor record();

    /**
     * What the operator has to know about how the record was loaded, as a sentence with the place and the
     * consequence; empty when all is well.
     */
    Optional<String> warning();

    /**
     * Replaces the record; durable when this returns. It is a compare-and-set against what this claim last wrote: a
     * record that somebody else has put there is never overwritten. After any failure but FENCED the claim can be
     * used again, {@link #record()} is unchanged, and the old record is in place, or the new one if only the very
     * last step could not be confirmed.
     *
     * @param next with the epoch of {@link #record()}
     * @throws CursorStoreException FENCED when the record is not what this claim wrote, which is final; UNAVAILABLE
     *         when it could not be written
     * @throws IllegalArgumentException if the epoch is not that of this claim
     * @throws IllegalStateException after {@link #close()}
     */
    void save(GroupCursor next);

    /**
     * Whether it is certain at this moment that no other server owns the destination: batches are handed out, and
     * heartbeats written, only then (I15). Costs next to nothing, and never waits.
     */
    default boolean isConfirmed() {
        return true;
    }

    /**
     * From now on tells that listener what becomes of the ownership; what has happened already is told at once.
     * Once, right after the claim.
     */
    default void watch(OwnershipListener listener) {
        // A place that nobody else can take over.
    }

    /**
     * The words that former owners have left, as they were seen last; one that is {@linkplain #settle settled} is gone.
     * Costs nothing, and never waits. Empty before {@link #watch}.
     */
    default List<LateSends> lateSends() {
        return Collections.emptyList();
    }

    /**
     * What a former owner may have sent late has been dealt with; removes its word.
     *
     * @throws CursorStoreException as {@link #save}; to be tried again
     */
    default void settle(LateSends word) {
        // A place that nobody else can take over.
    }

    /** Releases the destination for the next claim; the record stays. Harmless when repeated; never throws. */
    @Override
    void close();
}
