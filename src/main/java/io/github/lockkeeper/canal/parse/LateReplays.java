package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.GapLedger;
import io.github.lockkeeper.recovery.LateReplay;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What former owners of the destination may have sent late of one source, until it has been sent again. One has
 * <em>begun</em> when the source has handed something over from where it went back to: until then it stands where it
 * stood, and a broken connection leaves all to be done.
 *
 * <p>Thread-safe: seen on a thread of the group's, asked on the parse thread, told on that of the sink.
 */
final class LateReplays {

    private static final Duration BETWEEN_ENDS = Duration.ofSeconds(10);

    private final SourceName source;
    private final LongSupplier nanoClock;
    /** Empty for a word that leaves the source nothing to do. */
    private final Map<LateSends, Optional<LateReplay>> replays = new LinkedHashMap<>();
    private final Set<LateReplay> begun = new HashSet<>();
    private Optional<LateReplay> offered = Optional.empty();
    private Optional<LateReplay> started = Optional.empty();
    private long startedAttempt = -1;
    private long nextEndNanos;

    LateReplays(SourceName source, LongSupplier nanoClock) {
        this.source = source;
        this.nanoClock = nanoClock;
        this.nextEndNanos = nanoClock.getAsLong();
    }

    /**
     * @param words what has been left
     * @param at    where the source stands; what it sends from now on comes behind all that was sent late
     */
    synchronized void see(List<LateSends> words, Optional<SourceCursor> at) {
        replays.keySet().retainAll(words);
        for (LateSends word : words) {
            Optional<LateReplay> left = replays.computeIfAbsent(word, unseen -> LateReplay.of(unseen, source));
            replays.put(word, left.filter(replay -> begun.contains(replay) || started.equals(left)
                    || at.map(replay::concerns).orElse(false)));
        }
    }

    private Optional<LateReplay> due(GapLedger ledger, SourceCursor at) {
        return replays.values().stream().filter(Optional::isPresent).map(Optional::get)
                .filter(replay -> !isBegun(replay, ledger) && replay.isDue(ledger, at)).findFirst();
    }

    /** Another decision may have taken its entry over since: then nobody sends it again. */
    private boolean isBegun(LateReplay replay, GapLedger ledger) {
        return begun.contains(replay) && replay.isOpen(ledger);
    }

    /** What an attempt may do first that begins with the source there; something else may have to go first. */
    synchronized Optional<LateReplay> offer(GapLedger ledger, SourceCursor at) {
        offered = due(ledger, at);
        return offered;
    }

    /** @param goesBack whether the attempt does what it was offered */
    synchronized void started(long attempt, boolean goesBack) {
        started = goesBack ? offered : Optional.empty();
        startedAttempt = attempt;
    }

    /** An attempt has handed something over. */
    synchronized void begun(long attempt) {
        if (attempt == startedAttempt) {
            started.ifPresent(begun::add);
        }
    }

    /** Whether an attempt has to end so that the next one can go back: not often, and not one that is about to. */
    synchronized boolean isToEnd(long attempt, GapLedger ledger, SourceCursor at) {
        boolean isGoingBack = attempt == startedAttempt && started.filter(replay -> !begun.contains(replay)).isPresent();
        if (isGoingBack || nanoClock.getAsLong() - nextEndNanos < 0 || !due(ledger, at).isPresent()) {
            return false;
        }
        nextEndNanos = nanoClock.getAsLong() + BETWEEN_ENDS.toNanos();
        return true;
    }

    /** Whether nothing is left to be done about it. */
    synchronized boolean isSettled(LateSends word, GapLedger ledger) {
        Optional<LateReplay> replay = replays.get(word);
        return replay != null && replay.map(left -> left.isConfirmed(ledger)).orElse(true);
    }

    /** Whether no word is known: then there is nothing to look at. */
    synchronized boolean isIdle() {
        return replays.isEmpty();
    }
}
