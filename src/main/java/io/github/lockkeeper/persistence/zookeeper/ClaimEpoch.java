package io.github.lockkeeper.persistence.zookeeper;

import java.util.Optional;

/** The epoch that a claim begins with, and what is odd about it. Immutable. */
final class ClaimEpoch {
    private final long value;
    private final Optional<String> warning;

    private ClaimEpoch(long value, Optional<String> warning) {
        this.value = value;
        this.warning = warning;
    }

    /**
     * @param running empty where no host elects
     * @param stored  the record's node, if there is one
     * @param epoch   of the record; 0 if there is none
     * @throws io.github.lockkeeper.cursor.CursorStoreException FENCED if a later owner has claimed it
     */
    static ClaimEpoch of(Optional<RunningNode> running, Optional<Node> stored, long epoch, String place) {
        if (!running.isPresent()) {
            return new ClaimEpoch(epoch + 1, Optional.empty());
        }
        long created = running.get().createdIn();
        // The same one: this server begins again under the node that it has had.
        if (created >= epoch) {
            return new ClaimEpoch(created, Optional.empty());
        }
        // Every claim is written after the node that it is named after.
        long changedIn = stored.map(Node::changedIn).orElse(Long.MAX_VALUE);
        if (changedIn < epoch) {
            return new ClaimEpoch(created,
                    Optional.of(ZooKeeperFailures.imported(place, epoch, changedIn, created)));
        }
        throw ZooKeeperFailures.laterOwner(place, epoch, running.get());
    }

    long value() {
        return value;
    }

    Optional<String> warning() {
        return warning;
    }
}
