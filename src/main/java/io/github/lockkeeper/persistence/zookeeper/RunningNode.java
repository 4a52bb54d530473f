package io.github.lockkeeper.persistence.zookeeper;

/** The host's node of whoever runs the destination, as it was read. Immutable. */
final class RunningNode {
    private final String address;
    private final long createdIn;

    /** @param createdIn the transaction that created it: higher for every later one of the same ensemble */
    RunningNode(String address, long createdIn) {
        this.address = address;
        this.createdIn = createdIn;
    }

    /** As the host registers itself: {@code 10.0.0.1:11111}. */
    String address() {
        return address;
    }

    /** The transaction that created it (czxid). */
    long createdIn() {
        return createdIn;
    }

    boolean isOf(String server) {
        return address.equals(server);
    }

    /** Whether it is the same node, not one that was deleted and made again. */
    boolean isSame(RunningNode other) {
        return createdIn == other.createdIn && address.equals(other.address);
    }

    @Override
    public String toString() {
        return address + " since transaction 0x" + Long.toHexString(createdIn);
    }
}
