package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.GapLedger;
import io.github.lockkeeper.recovery.LateReplay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What former owners of the destination may have sent late of one source, until it has been sent again. Thread-safe:
 * seen on the group's timer, asked on the parse thread.
 */
final class LateReplays {

    private final SourceName source;
    /** Empty for a word that does not concern the source. */
    private final Map<LateSends, Optional<LateReplay>> replays = new LinkedHashMap<>();
    private long askedInAttempt = -1;

    LateReplays(SourceName source) {
        this.source = source;
    }

    /**
     * @param words what has been left
     * @param at    where the source stands; what it sends from now on comes behind all that was sent late
     */
    synchronized void see(List<LateSends> words, Optional<SourceCursor> at) {
        replays.keySet().retainAll(words);
        for (LateSends word : words) {
            replays.computeIfAbsent(word,
                    left -> LateReplay.of(left, source).filter(replay -> at.map(replay::concerns).orElse(false)));
        }
    }

    /** What a source that stands there has to do next. */
    synchronized Optional<LateReplay> due(GapLedger ledger, SourceCursor at) {
        return replays.values().stream().filter(Optional::isPresent).map(Optional::get)
                .filter(replay -> replay.isDue(ledger, at)).findFirst();
    }

    /**
     * Whether this attempt has to end for one that goes back: said once of each, since the next one may find something
     * else that goes first.
     */
    synchronized boolean isToEnd(long attempt, GapLedger ledger, SourceCursor at) {
        boolean isToEnd = attempt != askedInAttempt && due(ledger, at).isPresent();
        if (isToEnd) {
            askedInAttempt = attempt;
        }
        return isToEnd;
    }

    /** Whether nothing is left to be done about it. */
    synchronized boolean isSettled(LateSends word, GapLedger ledger) {
        Optional<LateReplay> replay = replays.get(word);
        return replay != null && replay.map(due -> due.isConfirmed(ledger)).orElse(true);
    }
}
