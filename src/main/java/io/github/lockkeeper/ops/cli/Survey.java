package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.gap.GapJournalException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What was found in each destination that was asked for. One that cannot be read is a problem of its own and does not
 * keep the others from being shown.
 *
 * @param <T> what is looked for
 */
final class Survey<T> {
    private final Destinations destinations;
    private final Function<DestinationStore, Optional<T>> look;
    private final Map<String, T> found = new LinkedHashMap<>();
    /** Each once: where ZooKeeper is away, all destinations have the same one. */
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> inMemory = new LinkedHashSet<>();
    private final Set<String> notUsed = new LinkedHashSet<>();

    private Survey(Destinations destinations, Function<DestinationStore, Optional<T>> look) {
        this.destinations = destinations;
        this.look = look;
    }

    /**
     * Of one destination.
     *
     * @param look empty where there is nothing
     */
    static <T> Survey<T> of(String destination, Destinations destinations, Function<DestinationStore, Optional<T>> look) {
        Survey<T> survey = new Survey<>(destinations, look);
        survey.read(destination);
        return survey;
    }

    /**
     * Of all destinations, those that are configured as well as those that are found.
     *
     * @param look empty where there is nothing
     */
    static <T> Survey<T> ofAll(Destinations destinations, Function<DestinationStore, Optional<T>> look) {
        Survey<T> survey = new Survey<>(destinations, look);
        survey.names().forEach(survey::read);
        return survey;
    }

    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(destinations.configured());
        try {
            names.addAll(destinations.found());
        } catch (CommandFailure failure) {
            problems.add(failure.getMessage());
        }
        return names;
    }

    private void read(String destination) {
        try {
            Optional<DestinationStore> store = destinations.storeOf(destination);
            if (store.isPresent()) {
                read(destination, store.get());
            } else {
                inMemory.add(destination);
            }
        } catch (CommandFailure failure) {
            problems.add(failure.getMessage());
        }
    }

    private void read(String destination, DestinationStore store) {
        try {
            Optional<T> reading = look.apply(store);
            if (reading.isPresent()) {
                found.put(destination, reading.get());
            } else {
                lookForFormer(destination, store);
            }
        } catch (CursorStoreException refused) {
            boolean isUnreadable = refused.kind() == CursorStoreException.Kind.UNAVAILABLE;
            addProblem(refused.place(), refused.problem(), isUnreadable ? store.check() : refused.remedy());
        } catch (GapJournalException refused) {
            boolean isUnreadable = refused.kind() == GapJournalException.Kind.UNAVAILABLE;
            addProblem(refused.place(), refused.problem(), isUnreadable ? store.check() : refused.remedy());
        }
    }

    private void lookForFormer(String destination, DestinationStore store) {
        destinations.formerStoreOf(destination).filter(this::hasAny).ifPresent(former ->
                notUsed.add("What " + former.place() + " has is not used yet: " + destination + " is kept in "
                        + store.place() + ", which has nothing yet, and takes the cursors from there at its first start on"
                        + " this server. --data-dir shows it."));
    }

    private boolean hasAny(DestinationStore store) {
        try {
            return look.apply(store).isPresent();
        } catch (CursorStoreException | GapJournalException unusable) {
            return true;
        }
    }

    private void addProblem(String place, String problem, String remedy) {
        problems.add(place + " " + problem + ". " + remedy);
    }

    /** By destination, in the order in which they were asked for; unmodifiable. */
    Map<String, T> found() {
        return Collections.unmodifiableMap(found);
    }

    /** What could not be read, and what to do about it; unmodifiable. */
    Set<String> problems() {
        return Collections.unmodifiableSet(problems);
    }

    /** What is worth a word though it is as it should be, as sentences. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(notUsed);
        inMemory().ifPresent(remarks::add);
        destinations.doubt().ifPresent(remarks::add);
        return remarks;
    }

    private Optional<String> inMemory() {
        return inMemory.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", inMemory) + ": the cursors and the"
                + " journal are in the memory of the Canal process only (canal.instance.group.cursor.store = memory).");
    }

    /** Whether there is nothing: not even a damaged one. */
    boolean isEmpty() {
        return found.isEmpty() && problems.isEmpty();
    }
}
