package io.github.lockkeeper.ops.cli;

import java.util.Optional;
import java.util.SortedSet;

/** Where to look: in what the property files name, or in what the command line names instead. */
interface Destinations {
    /**
     * The names of those that are configured, whether they keep anything or not.
     *
     * @throws CommandFailure if that cannot be seen
     */
    SortedSet<String> configured();

    /**
     * The names of what is found where such things are kept.
     *
     * @throws CommandFailure if that cannot be seen
     */
    SortedSet<String> found();

    /**
     * Where a destination keeps what it keeps.
     *
     * @return empty where that is the memory of the Canal process
     * @throws CommandFailure if that cannot be told
     */
    Optional<DestinationStore> storeOf(String destination);

    /** Where {@link #found()} looks, for people. */
    String place();

    /** Where this destination may have kept things before it was kept where it is now. */
    default Optional<DestinationStore> formerStoreOf(String destination) {
        return Optional.empty();
    }

    /** What makes this uncertain, as sentences. */
    default Optional<String> doubt() {
        return Optional.empty();
    }
}
