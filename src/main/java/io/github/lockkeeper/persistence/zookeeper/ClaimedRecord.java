package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.curator.framework.api.transaction.CuratorOp;

/**
 * The node of the record while a claim holds it: each write is a compare-and-set on the version that this claim wrote
 * last. A version that is another one fences the claim, for good: nobody reads again to try once more. Only after a
 * write of our own had no answer is the node looked at, for what became of it.
 *
 * <p>Thread-safe; its monitor spans each write and its answer.
 */
class ClaimedRecord {
    private final ZooKeeperSession session;
    private final String path;
    private GroupCursor record;
    private int version;
    /** A write that had no answer; null when there is none. */
    private byte[] unanswered;
    private GroupCursor unansweredRecord;
    /** Why the claim is void; null while it is not. */
    private CursorStoreException fenced;
    private boolean causeSeen;
    private boolean lostToOwner;

    /** @param version the one that this claim has just written */
    ClaimedRecord(ZooKeeperSession session, String path, GroupCursor record, int version) {
        this.session = session;
        this.path = path;
        this.record = record;
        this.version = version;
    }

    /** @throws CursorStoreException as of a record that cannot be read */
    static GroupCursor parse(byte[] content, String place) {
        try {
            return GroupCursorJson.read(NodeContent.textOf(content), place);
        } catch (IOException damaged) {
            throw CursorStoreException.causedBy(damaged, Kind.DAMAGED, place,
                    "is compressed and cannot be expanded: " + damaged.getMessage(),
                    "Restore it from a backup of the ensemble.");
        }
    }

    static byte[] content(GroupCursor record) {
        return NodeContent.of(GroupCursorJson.write(record));
    }

    ZooKeeperSession session() {
        return session;
    }

    synchronized GroupCursor record() {
        return record;
    }

    /**
     * Writes the record.
     *
     * @return how many bytes it has in its node
     * @throws CursorStoreException FENCED, UNAVAILABLE
     */
    synchronized int write(GroupCursor next) {
        byte[] content = content(next);
        settle();
        try {
            version = session.set(path, content, version);
            record = next;
            return content.length;
        } catch (ZooKeeperFailure e) {
            if (e.kind() == ZooKeeperFailure.Kind.UNANSWERED) {
                unanswered = content;
                unansweredRecord = next;
            }
            throw failed(e, "be written");
        }
    }

    /** Does that in one transaction with a check that the record is still what this claim wrote. */
    synchronized void transact(CuratorOp... operations) throws ZooKeeperFailure {
        settle();
        CuratorOp[] all = Arrays.copyOf(operations, operations.length + 1);
        System.arraycopy(operations, 0, all, 1, operations.length);
        all[0] = session.check(path, version);
        try {
            session.transact(all);
        } catch (ZooKeeperFailure e) {
            if (e.kind() == ZooKeeperFailure.Kind.CHANGED) {
                // Whichever node it was: if it was the record, this finds it.
                verify();
            }
            throw e;
        }
    }

    /**
     * Looks whether the record is still what this claim wrote.
     *
     * @throws CursorStoreException FENCED if it is not, UNAVAILABLE if it cannot be seen
     */
    synchronized void verify() {
        settle();
        try {
            session.sync(path);
            if (!session.version(path).equals(Optional.of(version))) {
                throw fence();
            }
        } catch (ZooKeeperFailure e) {
            throw failed(e, "be read");
        }
    }

    /** What became of a write that had no answer: it is ours, it was not done, or somebody else wrote. */
    private void settle() {
        requireNotFenced();
        if (unanswered == null) {
            return;
        }
        try {
            session.sync(path);
            Optional<Node> now = session.read(path);
            boolean isDone = now.isPresent() && now.get().version() == version + 1
                    && Arrays.equals(now.get().content(), unanswered);
            if (isDone) {
                version = now.get().version();
                record = unansweredRecord;
            } else if (!now.isPresent() || now.get().version() != version) {
                throw fence();
            }
            unanswered = null;
            unansweredRecord = null;
        } catch (ZooKeeperFailure e) {
            throw failed(e, "be read");
        }
    }

    private void requireNotFenced() {
        if (fenced == null) {
            return;
        }
        throw causeSeen ? fenced : fence();
    }

    private CursorStoreException failed(ZooKeeperFailure e, String doing) {
        return e.kind() == ZooKeeperFailure.Kind.CHANGED ? fence() : ZooKeeperFailures.unavailable(place(), doing, e);
    }

    private CursorStoreException fence() {
        fenced = ZooKeeperFailures.fenced(place(), whatHappened());
        return fenced;
    }

    /** Asked again as long as the line is lost: a person is called only where nobody else owns the destination. */
    private String whatHappened() {
        try {
            Optional<Node> now = seen();
            causeSeen = true;
            if (!now.isPresent()) {
                return "was deleted while this server ran the destination";
            }
            long epoch = parse(now.get().content(), place()).epoch();
            lostToOwner = epoch > record.epoch();
            return lostToOwner ? "was claimed by another server in epoch 0x" + Long.toHexString(epoch)
                    : "was changed by somebody else while this server ran the destination";
        } catch (ZooKeeperFailure | CursorStoreException e) {
            return "was changed by somebody else";
        }
    }

    /** What is there now that this claim did not write. */
    Optional<Node> seen() throws ZooKeeperFailure {
        return session.read(path);
    }

    /** Whether it could be seen why the claim is void; only then {@link #isLostToOwner} tells anything. */
    synchronized boolean isCauseSeen() {
        return causeSeen;
    }

    /** Whether the claim is void, and because another server claimed the record in a later epoch. */
    synchronized boolean isLostToOwner() {
        return lostToOwner;
    }

    String place() {
        return session + path;
    }
}
