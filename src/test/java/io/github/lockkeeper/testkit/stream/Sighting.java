package io.github.lockkeeper.testkit.stream;

/** What the consumer knows of one change: how often it came, and whether it was acknowledged. */
final class Sighting {

    /** How far its acknowledgement got. */
    enum State {
        /** Delivered, not acknowledged. */
        DELIVERED,
        /** The client sent the acknowledgement; the server answers none. */
        ACK_SENT,
        /** The connection was lost before the server answered anything after the acknowledgement. */
        ACK_IN_DOUBT,
        /** The server answered a later request on the same connection, so it has taken the acknowledgement. */
        ACKNOWLEDGED
    }

    private State state = State.DELIVERED;
    private long ackNanos;

    State state() {
        return state;
    }

    long ackNanos() {
        return ackNanos;
    }

    void ackSent(long nowNanos) {
        state = State.ACK_SENT;
        ackNanos = nowNanos;
    }

    /** It came again: what happened to the earlier delivery has been counted. */
    void redelivered() {
        state = State.DELIVERED;
    }

    void acknowledged() {
        state = State.ACKNOWLEDGED;
    }

    void inDoubt() {
        state = State.ACK_IN_DOUBT;
    }
}
