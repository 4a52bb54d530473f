package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.canal.sink.AttemptSink;
import io.github.lockkeeper.liveness.SourceCondition;
import java.time.Duration;

/**
 * Notices that the clients do not take what a source delivers: such a source is not dead, and restarting it helps nobody
 * (N16).
 */
final class DownstreamWatch {

    private final long patienceNanos;
    private final String reason;
    private volatile AttemptSink sink;

    /** @param patience how long a source may wait for room before it counts as blocked */
    DownstreamWatch(Duration patience) {
        this.patienceNanos = patience.toNanos();
        this.reason = "the store has been full for " + patience.getSeconds() + " s: no client, or no broker, takes what is"
                + " there. Nothing is lost while the server keeps its binlogs.";
    }

    /** A new attempt delivers through that sink. */
    void attempt(AttemptSink newSink) {
        sink = newSink;
    }

    /** Looks once. */
    void check(SourceCondition condition) {
        AttemptSink current = sink;
        if (current != null && current.waitedNanos() >= patienceNanos) {
            condition.blocked(reason);
        } else {
            condition.unblocked();
        }
    }
}
