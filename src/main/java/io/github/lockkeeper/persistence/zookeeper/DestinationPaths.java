package io.github.lockkeeper.persistence.zookeeper;

/**
 * Where things are: ours outside the subtree of the destination, which operators and clients delete; the owner where
 * the host keeps it. Immutable.
 */
final class DestinationPaths {
    /** The host's root; its ACL is taken over for what is made here. */
    static final String HOST_ROOT = "/otter/canal";

    private final String own;
    private final String running;

    DestinationPaths(String destination) {
        this.own = HOST_ROOT + "/lockkeeper/" + destination;
        this.running = HOST_ROOT + "/destinations/" + destination + "/running";
    }

    /** The record of the group. */
    String cursor() {
        return own + "/cursor";
    }

    /** The parent of the journal's entries. */
    String gaps() {
        return own + "/gaps";
    }

    /** An entry of the journal. */
    String gap(long id) {
        return gaps() + "/" + id;
    }

    /** The parent of what servers left that lost the destination. */
    String lateSends() {
        return own + "/late";
    }

    /** What the server of that epoch left. */
    String lateSends(long epoch) {
        return lateSends() + "/" + Long.toHexString(epoch);
    }

    /** The host's ephemeral node of whoever runs the destination. */
    String running() {
        return running;
    }
}
