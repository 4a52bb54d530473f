package io.github.lockkeeper.cursor.history;

/** One thing that happens to a group. Numbers of sources and choices are taken modulo what there is. */
public sealed interface Step {

    /**
     * A source's sink is called.
     *
     * @param events   so many at most, over the ends of transactions if need be
     * @param endAlone whether the boundary comes in a call of its own, as where the host drops the transaction's end
     */
    record Put(int source, int events, boolean endAlone) implements Step {
    }

    /** A source's dump breaks off and begins again. */
    record Reconnect(int source) implements Step {
    }

    /** A source's dump ends; it does not begin again for now. */
    record Disconnect(int source) implements Step {
    }

    /** A call of an attempt that is over reaches the store. */
    record Late(int source, int choice) implements Step {
    }

    record Get(int size) implements Step {
    }

    /** The oldest batch under way is acknowledged. */
    record Acknowledge() implements Step {
    }

    record Rollback() implements Step {
    }

    /** An acknowledgement that was under way during a rollback or a restart arrives after it. */
    record AcknowledgeForgotten(int choice) implements Step {
    }

    record Flush() implements Step {
    }

    /** The disk is full for the next so many writes. */
    record FailWrites(int times) implements Step {
    }

    /** The store of events stops and starts again in the same process. */
    record Restart() implements Step {
    }

    /** The process dies and comes back with what was durable. */
    record Crash() implements Step {
    }
}
