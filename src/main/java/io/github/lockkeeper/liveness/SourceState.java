package io.github.lockkeeper.liveness;

/** What a source is doing; it is always in exactly one of these. */
public enum SourceState {
    /** Not started, or stopped. */
    STOPPED,
    /** Connecting and finding its start. */
    CONNECTING,
    /** The dump delivers. */
    STREAMING,
    /** The dump would deliver, but the clients do not take: the store is full. */
    BLOCKED,
    /** An attempt failed; the next one follows after a backoff. */
    RETRYING,
    /** Stands still until a person mends it; tried again slowly. */
    HALTED,
    /** Another server owns the destination now; the instance is being stopped here. */
    FENCED
}
