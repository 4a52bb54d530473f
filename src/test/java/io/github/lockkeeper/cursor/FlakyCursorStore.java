package io.github.lockkeeper.cursor;

import io.github.lockkeeper.persistence.memory.MemoryCursorStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store in memory whose next writes fail at will, and which counts those that succeed. */
public final class FlakyCursorStore implements CursorStore {

    private final MemoryCursorStore memory;
    private int failing;
    private volatile CursorStoreException.Kind failureKind;
    private final List<LateSends> left = new CopyOnWriteArrayList<>();
    private final List<LateSends> settled = new CopyOnWriteArrayList<>();
    private volatile boolean confirmed = true;
    private int writes;

    public FlakyCursorStore() {
        this(new MemoryCursorStore());
    }

    private FlakyCursorStore(MemoryCursorStore memory) {
        this.memory = memory;
    }

    /** The same place, as the next process finds it; the claim of the one before is gone with it. */
    public FlakyCursorStore afterCrash() {
        memory.close();
        return new FlakyCursorStore(memory.sharing());
    }

    public void failNextWrites(int times) {
        failNextWrites(times, CursorStoreException.Kind.UNAVAILABLE);
    }

    public void failNextWrites(int times, CursorStoreException.Kind kind) {
        failureKind = kind;
        failing = times;
    }

    public boolean isFailing() {
        return failing > 0;
    }

    /** How often a record was written, claims aside. */
    public int writes() {
        return writes;
    }

    @Override
    public Optional<GroupCursor> load() {
        return memory.load();
    }

    @Override
    public CursorClaim claim() {
        return new FlakyClaim(memory.claim());
    }

    /** What was left for later owners. */
    public List<LateSends> left() {
        return left;
    }

    @Override
    public void leave(LateSends word) {
        fail();
        left.add(word);
    }

    /** The words that were removed. */
    public List<LateSends> settled() {
        return settled;
    }

    /** What its claims say of the ownership. */
    public void confirm(boolean isOwner) {
        confirmed = isOwner;
    }

    private void fail() {
        if (failing > 0) {
            failing--;
            throw new CursorStoreException(failureKind, "the disk", "is full", "Make room.");
        }
    }

    @Override
    public void close() {
        memory.close();
    }

    @Override
    public String description() {
        return "a flaky store";
    }

    private final class FlakyClaim implements CursorClaim {
        private final CursorClaim claim;

        private FlakyClaim(CursorClaim claim) {
            this.claim = claim;
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
        public void settle(LateSends word) {
            fail();
            settled.add(word);
        }

        @Override
        public boolean isConfirmed() {
            return confirmed;
        }

        @Override
        public void save(GroupCursor next) {
            fail();
            claim.save(next);
            writes++;
        }

        @Override
        public void close() {
            claim.close();
        }
    }
}
