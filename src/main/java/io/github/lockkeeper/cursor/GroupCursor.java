package io.github.lockkeeper.cursor;

import io.github.lockkeeper.position.OpaqueFields;
import io.github.lockkeeper.position.SourceName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The record of a group: one cursor per source, written as a whole so that no source's cursor is ever newer than the
 * rest. A source is either among the {@link #sources()} or among the {@link #retired()}, never in both. Immutable;
 * maps keep the order in which sources came.
 */
public final class GroupCursor {
    /** The version of the record that this code writes, and the newest that it reads. */
    public static final int VERSION = 1;

    private static final GroupCursor EMPTY =
            new GroupCursor(0, Collections.emptyMap(), Collections.emptyMap(), Collections.emptyMap());

    private final long epoch;
    private final Map<SourceName, SourceCursor> sources;
    private final Map<SourceName, SourceCursor> retired;
    private final Map<String, Object> extras;

    private GroupCursor(
            long epoch,
            Map<SourceName, SourceCursor> sources,
            Map<SourceName, SourceCursor> retired,
            Map<String, Object> extras) {
        this.epoch = epoch;
        this.sources = Collections.unmodifiableMap(sources);
        this.retired = Collections.unmodifiableMap(retired);
        this.extras = extras;
    }

    /** No source has a cursor yet; epoch 0. */
    public static GroupCursor empty() {
        return EMPTY;
    }

    /**
     * @param newEpoch 0 or more; a {@link CursorClaim} raises it, nobody else does
     * @throws IllegalArgumentException if it is negative
     */
    public GroupCursor withEpoch(long newEpoch) {
        if (newEpoch < 0) {
            throw new IllegalArgumentException("epoch is negative: " + newEpoch);
        }
        return new GroupCursor(newEpoch, sources, retired, extras);
    }

    /** Sets the cursor of one source, and takes the source out of the retired ones. */
    public GroupCursor withSource(SourceName name, SourceCursor cursor) {
        return new GroupCursor(epoch, with(sources, name, cursor), without(retired, name), extras);
    }

    /** Sets the cursor of a source that is not configured any more, and takes it out of the others. */
    public GroupCursor withRetired(SourceName name, SourceCursor cursor) {
        return new GroupCursor(epoch, without(sources, name), with(retired, name, cursor), extras);
    }

    /** @param newExtras copied; values are what JSON knows: text, numbers, booleans, null, and maps and lists of them */
    public GroupCursor withExtras(Map<String, Object> newExtras) {
        return new GroupCursor(epoch, sources, retired, OpaqueFields.copyOf(newExtras));
    }

    /**
     * Adjusts the record to what is configured now: cursors of other sources are retired, not dropped, because a
     * source taken out by mistake would otherwise start anew when it is put back; a retired one that is configured
     * again comes back.
     */
    public GroupCursor retireAllBut(Set<SourceName> configured) {
        Map<SourceName, SourceCursor> kept = new LinkedHashMap<>();
        Map<SourceName, SourceCursor> left = new LinkedHashMap<>();
        sources.forEach((name, cursor) -> (configured.contains(name) ? kept : left).put(name, cursor));
        retired.forEach((name, cursor) -> (configured.contains(name) ? kept : left).put(name, cursor));
        return new GroupCursor(epoch, kept, left, extras);
    }

    private static Map<SourceName, SourceCursor> with(
            Map<SourceName, SourceCursor> map, SourceName name, SourceCursor cursor) {
        Map<SourceName, SourceCursor> copy = new LinkedHashMap<>(map);
        copy.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(cursor, "cursor"));
        return copy;
    }

    private static Map<SourceName, SourceCursor> without(Map<SourceName, SourceCursor> map, SourceName name) {
        if (!map.containsKey(name)) {
            return map;
        }
        Map<SourceName, SourceCursor> copy = new LinkedHashMap<>(map);
        copy.remove(name);
        return copy;
    }

    /** Always {@value #VERSION}: records of newer versions are refused when they are read. */
    public int version() {
        return VERSION;
    }

    /** Which claim wrote this record, 0 before the first one; grows with every claim. */
    public long epoch() {
        return epoch;
    }

    /** The cursors of the sources that are configured; unmodifiable. */
    public Map<SourceName, SourceCursor> sources() {
        return sources;
    }

    /** The cursors of sources that once were configured; unmodifiable. */
    public Map<SourceName, SourceCursor> retired() {
        return retired;
    }

    /** Fields that a later version wrote; unmodifiable. */
    public Map<String, Object> extras() {
        return extras;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof GroupCursor)) {
            return false;
        }
        GroupCursor that = (GroupCursor) other;
        return epoch == that.epoch
                && sources.equals(that.sources)
                && retired.equals(that.retired)
                && extras.equals(that.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, sources, retired, extras);
    }

    /** For messages. */
    @Override
    public String toString() {
        return "epoch=" + epoch + " sources=" + sources + (retired.isEmpty() ? "" : " retired=" + retired);
    }
}
