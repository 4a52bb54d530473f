package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A claim that holds the destination's lock. Safe for use by several threads. */
final class FileCursorClaim implements CursorClaim {
    private final CursorFiles files;
    private final CursorGenerations generations;
    private final DestinationLock lock;
    private final Optional<String> warning;
    private GroupCursor record;
    /** What the current file may hold: what was saved last, or what a failed save may have put there since. */
    private List<Optional<byte[]>> ours;
    private boolean fenced;
    private boolean closed;

    private FileCursorClaim(
            CursorFiles files, CursorGenerations generations, DestinationLock lock, StoredCursor stored) {
        this.files = files;
        this.generations = generations;
        this.lock = lock;
        this.warning = stored.warning();
        this.record = stored.record().orElse(GroupCursor.empty());
        this.ours = Collections.singletonList(stored.currentContent());
    }

    /** Loads the record and saves it with a higher epoch. */
    static FileCursorClaim take(CursorFiles files, CursorGenerations generations, DestinationLock lock) {
        StoredCursor stored = generations.load();
        FileCursorClaim claim = new FileCursorClaim(files, generations, lock, stored);
        // The previous generation may be of the epoch before the one that is lost with the current file.
        long raised = claim.record.epoch() + (stored.warning().isPresent() ? 2 : 1);
        // A damaged file must not take the place of the good previous one.
        claim.replace(claim.record.withEpoch(raised), stored.warning().isPresent() ? files.damaged() : files.previous());
        return claim;
    }

    @Override
    public synchronized GroupCursor record() {
        return record;
    }

    @Override
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public synchronized void save(GroupCursor next) {
        Objects.requireNonNull(next, "next");
        if (closed) {
            throw new IllegalStateException("claim is closed: " + files.current());
        }
        if (next.epoch() != record.epoch()) {
            throw new IllegalArgumentException(
                    "record of epoch " + next.epoch() + " saved by the claim of epoch " + record.epoch());
        }
        replace(next, files.previous());
    }

    private void replace(GroupCursor next, Path keepAs) {
        byte[] content = GroupCursorJson.write(next);
        Optional<byte[]> replaced = requireOurs(generations.readCurrent());
        ours = Arrays.asList(replaced, Optional.of(content));
        generations.save(content, replaced, keepAs);
        ours = Collections.singletonList(Optional.of(content));
        record = next;
    }

    private Optional<byte[]> requireOurs(Optional<byte[]> found) {
        fenced = fenced || ours.stream().noneMatch(content -> isSame(content, found));
        if (fenced) {
            throw FileFailures.fenced(files.current());
        }
        return found;
    }

    private static boolean isSame(Optional<byte[]> one, Optional<byte[]> other) {
        return Arrays.equals(one.orElse(null), other.orElse(null));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lock.close();
        }
    }
}
