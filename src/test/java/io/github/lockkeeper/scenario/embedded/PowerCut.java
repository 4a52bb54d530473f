package io.github.lockkeeper.scenario.embedded;

import io.github.lockkeeper.canal.meta.GroupMetaManager;
import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.persistence.file.FileCursorStore;
import io.github.lockkeeper.persistence.file.FileGapJournal;
import io.github.lockkeeper.position.SourceName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Ends a process as far as its disk can tell: from one point on nothing of it is written any more. The points are those
 * of a source's move.
 */
final class PowerCut {

    /** In the order in which they come. */
    enum Point { BEFORE_JOURNAL, AFTER_JOURNAL, BEFORE_DUMP, BEFORE_CURSOR, AFTER_CURSOR, BEFORE_CONFIRMED, CONFIRMED }

    private final Path folder;
    private final SourceName source;
    private final Point point;
    private volatile boolean decided;
    private volatile boolean cut;

    PowerCut(Path folder, SourceName source, Point point) {
        this.folder = folder;
        this.source = source;
        this.point = point;
    }

    void install(GroupMetaManager manager) {
        manager.setCursorStore(new Store(new FileCursorStore(folder)));
        manager.setGapJournals(() -> new Journal(new FileGapJournal(folder)));
    }

    boolean isCut() {
        return cut;
    }

    /** Whether the move is in the journal. */
    boolean isDecided() {
        return decided;
    }

    /** The source is there. */
    void reached(Point here) {
        decided |= here == Point.AFTER_JOURNAL;
        cut |= here == point;
    }

    private final class Journal implements GapJournal {
        private final GapJournal journal;

        private Journal(GapJournal journal) {
            this.journal = journal;
        }

        @Override
        public Gap append(SourceName of, GapDecision decision) {
            if (of.equals(source)) {
                reached(Point.BEFORE_JOURNAL);
            }
            requirePower();
            Gap entry = journal.append(of, decision);
            if (of.equals(source)) {
                reached(Point.AFTER_JOURNAL);
            }
            requirePower();
            return entry;
        }

        @Override
        public void amend(Gap entry) {
            boolean confirms = entry.source().equals(source) && entry.isConfirmed();
            if (confirms) {
                reached(Point.BEFORE_CONFIRMED);
            }
            requirePower();
            journal.amend(entry);
            if (confirms) {
                reached(Point.CONFIRMED);
            }
        }

        private void requirePower() {
            if (cut) {
                throw new GapJournalException(GapJournalException.Kind.UNAVAILABLE, description(), "no power", "none");
            }
        }

        @Override
        public Optional<String> open() {
            return journal.open();
        }

        @Override
        public List<Gap> entries() {
            return journal.entries();
        }

        @Override
        public Optional<Gap> unconfirmed(SourceName of) {
            return journal.unconfirmed(of);
        }

        @Override
        public String description() {
            return journal.description();
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    private final class Store implements CursorStore {
        private final CursorStore store;

        private Store(CursorStore store) {
            this.store = store;
        }

        @Override
        public CursorClaim claim() {
            return new Claim(store.claim());
        }

        @Override
        public Optional<GroupCursor> load() {
            return store.load();
        }

        @Override
        public String description() {
            return store.description();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private final class Claim implements CursorClaim {
        private final CursorClaim claim;

        private Claim(CursorClaim claim) {
            this.claim = claim;
        }

        @Override
        public void save(GroupCursor next) {
            boolean moves = !next.sources().get(source).equals(record().sources().get(source));
            if (moves) {
                reached(Point.BEFORE_CURSOR);
            }
            if (cut) {
                throw new CursorStoreException(CursorStoreException.Kind.UNAVAILABLE, folder.toString(), "no power", "none");
            }
            claim.save(next);
            if (moves) {
                reached(Point.AFTER_CURSOR);
            }
        }

        @Override
        public GroupCursor record() {
            return claim.record();
        }

        @Override
        public Optional<String> warning() {
            return claim.warning();
        }

        @Override
        public void close() {
            claim.close();
        }
    }
}
