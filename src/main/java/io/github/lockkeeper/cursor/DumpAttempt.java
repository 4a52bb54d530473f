package io.github.lockkeeper.cursor;

import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;

/**
 * One attempt of one source to dump its binlog: the token with which everything that the attempt reads
 * reaches the {@link CursorTracker}. Late calls with the token of an ended attempt are dropped there (I4).
 *
 * <p>Handed out by the tracker only; its mutable state is guarded by the tracker's monitor.
 */
public final class DumpAttempt {

    private final SourceName source;
    private final long generation;
    private final long number;
    private ServerIdentity identity = ServerIdentity.UNKNOWN;
    private String address = "";

    DumpAttempt(SourceName source, long generation, long number) {
        this.source = source;
        this.generation = generation;
        this.number = number;
    }

    /** The source that dumps. */
    public SourceName source() {
        return source;
    }

    /** 1 for a source's first attempt in this process, then counted up. */
    public long number() {
        return number;
    }

    long generation() {
        return generation;
    }

    ServerIdentity identity() {
        return identity;
    }

    String address() {
        return address;
    }

    void connectedTo(ServerIdentity server, String at) {
        identity = server;
        address = at;
    }

    @Override
    public String toString() {
        return source + "#" + number;
    }
}
