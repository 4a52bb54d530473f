package io.github.lockkeeper.gap;

import io.github.lockkeeper.position.SourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The entries of a journal as they are now, and the rules that hold among them, wherever they are kept: ids ascend, a
 * source has at most one unconfirmed entry, and an entry only ever gives way to a successor of its own. Not safe for
 * use by several threads.
 */
public final class GapEntries {
    private final TreeMap<Long, Gap> byId = new TreeMap<>();
    private final Map<SourceName, Gap> unconfirmed = new HashMap<>();

    /** What a new entry would be; nothing is added. */
    public Gap next(SourceName source, GapDecision decision) {
        return Gap.of(byId.isEmpty() ? 1 : byId.lastKey() + 1, source, decision);
    }

    /** Why the entry, a new one or a new state of one, cannot be put, as a clause after "entry 7"; empty if it can. */
    public Optional<String> objectionTo(Gap entry) {
        Gap known = byId.get(entry.id());
        if (known != null && !entry.isSuccessorOf(known)) {
            return Optional.of("does not follow from what is written of it");
        }
        if (known == null && !byId.isEmpty() && entry.id() < byId.lastKey()) {
            return Optional.of("comes after entry " + byId.lastKey());
        }
        Gap other = unconfirmed.get(entry.source());
        if (!entry.isConfirmed() && other != null && other.id() != entry.id()) {
            return Optional.of("is unconfirmed, and so is entry " + other.id() + " of the same source");
        }
        return Optional.empty();
    }

    /**
     * Adds a new entry, or replaces an entry by its new state.
     *
     * @throws IllegalStateException if there is an objection
     */
    public void put(Gap entry) {
        require(entry);
        byId.put(entry.id(), entry);
        if (!entry.isConfirmed()) {
            unconfirmed.put(entry.source(), entry);
        } else {
            unconfirmed.computeIfPresent(
                    entry.source(), (source, other) -> other.id() == entry.id() ? null : other);
        }
    }

    /** @throws IllegalStateException if there is an objection to putting it */
    public void require(Gap entry) {
        objectionTo(entry).ifPresent(objection -> {
            throw new IllegalStateException("entry " + entry.id() + " of " + entry.source() + " " + objection);
        });
    }

    /**
     * The state of an entry now.
     *
     * @throws IllegalStateException if there is no such entry
     */
    public Gap requireKnown(long id) {
        Gap known = byId.get(id);
        if (known == null) {
            throw new IllegalStateException("there is no entry " + id);
        }
        return known;
    }

    /** By id; a copy. */
    public List<Gap> inOrder() {
        return new ArrayList<>(byId.values());
    }

    public Optional<Gap> unconfirmed(SourceName source) {
        return Optional.ofNullable(unconfirmed.get(source));
    }
}
