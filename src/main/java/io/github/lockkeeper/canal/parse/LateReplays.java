package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
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

    /** A server that lists a place and does not send from it must not keep the source from going on where it stands. */
    private static final int MOST_STARTS = 10;
    private static final Duration BETWEEN_ENDS = Duration.ofSeconds(10);

    private final SourceName source;
    private final LongSupplier nanoClock;
    /** Empty for a word that leaves the source nothing to do. */
    private final Map<LateSends, Optional<LateReplay>> replays = new LinkedHashMap<>();
    private final Set<LateReplay> begun = new HashSet<>();
    private Optional<LateReplay> started = Optional.empty();
    private long startedAttempt = -1;
    private int starts;
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
            Optional<LateReplay> left = replays.computeIfAbsent(word, new_ -> LateReplay.of(new_, source));
            replays.put(word, left.filter(replay ->
                    begun.contains(replay) || at.map(replay::concerns).orElse(false)));
        }
    }

    private Optional<LateReplay> due(GapLedger ledger, SourceCursor at) {
        return replays.values().stream().filter(Optional::isPresent).map(Optional::get)
                .filter(replay -> !begun.contains(replay) && replay.isDue(ledger, at)).findFirst();
    }

    /** What an attempt does first that begins with the source there; it is that attempt's from now on. */
    synchronized Optional<LateReplay> take(long attempt, GapLedger ledger, SourceCursor at) {
        Optional<LateReplay> due = due(ledger, at);
        starts = due.isPresent() && due.equals(started) ? starts + 1 : 1;
        started = due;
        startedAttempt = attempt;
        return starts <= MOST_STARTS ? due : due.map(replay -> replay.refused(Fault.of(FaultKind.UNCLASSIFIED,
                "nothing came from there in " + MOST_STARTS + " attempts")));
    }

    /** Something of an attempt has been handed over. */
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
