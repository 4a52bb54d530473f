package io.github.lockkeeper.cursor.history;

import io.github.lockkeeper.cursor.DumpAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One source's dump: where it reads its script, and which attempt it is. */
final class Reader {

    private final SourceScript script;
    private final List<DumpAttempt> ended = new ArrayList<>();
    private Optional<DumpAttempt> attempt = Optional.empty();
    private int transaction;
    private int index;

    Reader(SourceScript script) {
        this.script = script;
    }

    /** What one call of the sink holds, and where the reader stands behind it. */
    record Chunk(List<Sent> events, Optional<Integer> cursor, int transaction, int index) {
    }

    SourceScript script() {
        return script;
    }

    Optional<DumpAttempt> attempt() {
        return attempt;
    }

    List<DumpAttempt> ended() {
        return ended;
    }

    void begin(DumpAttempt next, int cursor) {
        end();
        attempt = Optional.of(next);
        transaction = cursor;
        index = 0;
    }

    void end() {
        attempt.ifPresent(ended::add);
        attempt = Optional.empty();
    }

    boolean isAtEnd() {
        return attempt.isPresent() && transaction == script.length();
    }

    Chunk next(int most, boolean endAlone) {
        List<Sent> events = new ArrayList<>();
        Optional<Integer> cursor = Optional.empty();
        int atTransaction = transaction;
        int atIndex = index;
        while (atTransaction < script.length()) {
            if (atIndex == script.eventsIn(atTransaction)) {
                if (endAlone && !events.isEmpty()) {
                    break;
                }
                cursor = Optional.of(++atTransaction);
                atIndex = 0;
            } else if (events.size() < most) {
                events.add(script.event(atTransaction, atIndex++));
            } else {
                break;
            }
        }
        return new Chunk(events, cursor, atTransaction, atIndex);
    }

    void took(Chunk chunk) {
        transaction = chunk.transaction();
        index = chunk.index();
    }
}
