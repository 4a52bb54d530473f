package io.github.lockkeeper.persistence.zookeeper;

/** The content of a node and what ZooKeeper knows of it. Immutable, but for who changes the array. */
final class Node {
    private final byte[] content;
    private final int version;
    private final long createdIn;
    private final long changedIn;

    Node(byte[] content, int version, long createdIn, long changedIn) {
        this.content = content;
        this.version = version;
        this.createdIn = createdIn;
        this.changedIn = changedIn;
    }

    byte[] content() {
        return content;
    }

    /** How often it was written since it was created. */
    int version() {
        return version;
    }

    /** The transaction that created it (czxid). */
    long createdIn() {
        return createdIn;
    }

    /** The transaction that wrote it last (mzxid). */
    long changedIn() {
        return changedIn;
    }
}
