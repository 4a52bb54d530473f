package io.github.lockkeeper.recovery;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.position.SourceName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The journal's entries from decision to confirmation. An entry has <em>arrived</em> when the server sends from where
 * it leads to, and is confirmed once the record of the cursors is behind that place: a crash in between starts from
 * the old cursor, decides again, and finds the entry to widen (I13).
 *
 * <p>Thread-safe: decided on the parse threads, confirmed on the flush thread.
 */
public final class GapLedger {

    private final GapJournal journal;
    private final Set<SourceName> arrived = new HashSet<>();

    public GapLedger(GapJournal journal) {
        this.journal = journal;
    }

    /**
     * Writes a decision down, before anything moves. One about an entry that has not arrived is a revision of it; so is
     * one that begins where the entry begins or in front of that: a source that stands there got nowhere by arriving.
     *
     * @throws io.github.lockkeeper.gap.GapJournalException if it cannot be written; nothing may move then
     */
    public synchronized Gap decide(SourceName source, GapDecision decision) {
        Optional<Gap> open = journal.unconfirmed(source);
        if (open.isPresent() && isDone(open.get(), decision)) {
            journal.amend(open.get().confirmed());
            open = Optional.empty();
        }
        arrived.remove(source);
        if (!open.isPresent()) {
            return journal.append(source, decision);
        }
        Gap revised = open.get().revised(decision);
        journal.amend(revised);
        return revised;
    }

    /**
     * Whether the source has got behind the beginning of the entry: then it has happened, also where a crash hid its
     * arrival, and a revision would take back what it says is lost.
     */
    private boolean isDone(Gap open, GapDecision next) {
        boolean isTold = arrived.contains(open.source()) || open.decision().from().offset().isPresent();
        return isTold && !GapDecisions.isUndone(open.decision(), next.from(), next.serverBefore());
    }

    /** The entry that was decided and has not arrived, if there is one. */
    public synchronized Optional<Gap> pending(SourceName source) {
        return arrived.contains(source) ? Optional.empty() : journal.unconfirmed(source);
    }

    /** The entry that has not been confirmed, whether it has arrived or not. */
    public synchronized Optional<Gap> unconfirmed(SourceName source) {
        return journal.unconfirmed(source);
    }

    /** Whether a move like this one was made: confirmed, or arrived in this process. */
    public synchronized boolean hasHappened(SourceName source, Predicate<GapDecision> like) {
        return journal.entries().stream().filter(entry -> entry.source().equals(source))
                .filter(entry -> entry.isConfirmed() || arrived.contains(source))
                .anyMatch(entry -> like.test(entry.decision()));
    }

    /** Whether a move like this one was made, and is known for good. */
    public synchronized boolean hasBeenConfirmed(SourceName source, Predicate<GapDecision> like) {
        return journal.entries().stream().filter(entry -> entry.source().equals(source) && entry.isConfirmed())
                .anyMatch(entry -> like.test(entry.decision()));
    }

    /** The server sends from where the source's entry leads to. */
    public synchronized void arrived(SourceName source) {
        if (journal.unconfirmed(source).isPresent()) {
            arrived.add(source);
        }
    }

    /**
     * The record of the cursors is behind the place that the entry leads to: it has happened. Does nothing to an entry
     * that has not arrived.
     *
     * @throws io.github.lockkeeper.gap.GapJournalException if it cannot be written; to be tried again
     */
    public synchronized void confirm(SourceName source) {
        Optional<Gap> open = journal.unconfirmed(source);
        if (open.isPresent() && arrived.contains(source)) {
            journal.amend(open.get().confirmed());
        }
        arrived.remove(source);
    }
}
