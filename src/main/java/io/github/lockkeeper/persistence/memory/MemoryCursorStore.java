package io.github.lockkeeper.persistence.memory;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps the record in memory: it is lost with the process, as {@code canal.instance.group.cursor.store=memory} asks
 * for. Every store made by {@link #sharing()} looks at the same record, as if all opened the same place.
 */
public final class MemoryCursorStore implements CursorStore {
    private static final String PLACE = "the cursor in memory";

    private final Cell cell;
    private boolean closed;
    private Optional<Claim> claim = Optional.empty();

    /** A new, empty place. */
    public MemoryCursorStore() {
        this(new Cell());
    }

    private MemoryCursorStore(Cell cell) {
        this.cell = cell;
    }

    /** Another store on the same place; usable after this one is closed. */
    public MemoryCursorStore sharing() {
        return new MemoryCursorStore(cell);
    }

    @Override
    public Optional<GroupCursor> load() {
        synchronized (cell) {
            return cell.record;
        }
    }

    @Override
    public CursorClaim claim() {
        synchronized (cell) {
            if (closed) {
                throw new IllegalStateException("store is closed: " + description());
            }
            if (cell.holder.isPresent()) {
                throw new CursorStoreException(Kind.LOCKED, PLACE, "is in use by another instance of this process",
                        "Stop that instance first.");
            }
            GroupCursor loaded = cell.record.orElse(GroupCursor.empty());
            cell.record = Optional.of(loaded.withEpoch(loaded.epoch() + 1));
            Claim taken = new Claim(cell);
            claim = Optional.of(taken);
            cell.holder = claim;
            return taken;
        }
    }

    @Override
    public void close() {
        synchronized (cell) {
            closed = true;
            claim.ifPresent(Claim::close);
        }
    }

    @Override
    public String description() {
        return "memory (lost with the process)";
    }

    /** The place, and the lock that guards it. */
    private static final class Cell {
        private Optional<GroupCursor> record = Optional.empty();
        private Optional<Claim> holder = Optional.empty();
    }

    private static final class Claim implements CursorClaim {
        private final Cell cell;
        private final long epoch;
        private GroupCursor saved;

        Claim(Cell cell) {
            this.cell = cell;
            this.saved = cell.record.orElse(GroupCursor.empty());
            this.epoch = saved.epoch();
        }

        @Override
        public GroupCursor record() {
            synchronized (cell) {
                return saved;
            }
        }

        @Override
        public Optional<String> warning() {
            return Optional.empty();
        }

        @Override
        public void save(GroupCursor next) {
            Objects.requireNonNull(next, "next");
            synchronized (cell) {
                if (!cell.holder.filter(holder -> holder == this).isPresent()) {
                    throw new IllegalStateException("claim is closed: " + PLACE);
                }
                if (next.epoch() != epoch) {
                    throw new IllegalArgumentException(
                            "record of epoch " + next.epoch() + " saved by the claim of epoch " + epoch);
                }
                cell.record = Optional.of(next);
                saved = next;
            }
        }

        @Override
        public void close() {
            synchronized (cell) {
                cell.holder = cell.holder.filter(holder -> holder != this);
            }
        }
    }
}
