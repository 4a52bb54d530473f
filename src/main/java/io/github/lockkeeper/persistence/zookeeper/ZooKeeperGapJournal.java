package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEntries;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.persistence.json.GapJson;
import io.github.lockkeeper.position.SourceName;
import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.api.transaction.CuratorOp;

/**
 * Keeps the journal in {@code /otter/canal/lockkeeper/<destination>/gaps}: a node for each entry, named by its id, with
 * the line that the journal of files has. Each write is one transaction with a check that the record is still what the
 * claim wrote (I14), so a server that lost the destination writes no entry. Safe for use by several threads.
 */
final class ZooKeeperGapJournal implements GapJournal {
    private final ZooKeeperClaim claim;
    private final DestinationPaths paths;
    private GapEntries entries = new GapEntries();
    private boolean hasParent;
    private boolean opened;
    private boolean closed;

    ZooKeeperGapJournal(ZooKeeperClaim claim, DestinationPaths paths) {
        this.claim = claim;
        this.paths = paths;
    }

    @Override
    public synchronized Optional<String> open() {
        if (opened) {
            throw new IllegalStateException("journal was opened before: " + description());
        }
        requireNotClosed();
        try {
            claim.session().sync(paths.gaps());
            entries = GapNodes.read(claim.session(), paths);
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.journalUnavailable(description(), "be read", e);
        }
        opened = true;
        return Optional.empty();
    }

    @Override
    public synchronized Gap append(SourceName source, GapDecision decision) {
        requireOpen();
        Gap entry = entries.next(source, decision);
        write(entry);
        return entry;
    }

    @Override
    public synchronized void amend(Gap entry) {
        requireOpen();
        if (!entry.equals(entries.requireKnown(entry.id()))) {
            write(entry);
        }
    }

    private void write(Gap entry) {
        entries.require(entry);
        byte[] content = NodeContent.of(GapJson.writeLine(entry));
        try {
            makeParent();
            claim.claimed().transact(replacing(paths.gap(entry.id()), content));
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.journalUnavailable(claim.session() + paths.gap(entry.id()), "be written", e);
        } catch (CursorStoreException e) {
            throw ZooKeeperFailures.journalWithoutClaim(claim.session() + paths.gap(entry.id()), e);
        }
        entries.put(entry);
    }

    /** A node that no known entry has is of a write of our own that had no answer: nobody else can have made it. */
    private CuratorOp replacing(String path, byte[] content) throws ZooKeeperFailure {
        ZooKeeperSession session = claim.session();
        Optional<Integer> version = session.version(path);
        return version.isPresent() ? session.change(path, content, version.get()) : session.creation(path, content);
    }

    private void makeParent() throws ZooKeeperFailure {
        if (!hasParent) {
            claim.session().createIfMissing(paths.gaps());
            hasParent = true;
        }
    }

    @Override
    public synchronized List<Gap> entries() {
        requireOpened();
        return entries.inOrder();
    }

    @Override
    public synchronized Optional<Gap> unconfirmed(SourceName source) {
        requireOpened();
        return entries.unconfirmed(source);
    }

    private void requireOpen() {
        requireOpened();
        requireNotClosed();
    }

    private void requireOpened() {
        if (!opened) {
            throw new IllegalStateException("journal is not open: " + description());
        }
    }

    private void requireNotClosed() {
        if (closed) {
            throw new IllegalStateException("journal is closed: " + description());
        }
    }

    @Override
    public String description() {
        return claim.session() + paths.gaps();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
