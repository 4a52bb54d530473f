package io.github.lockkeeper.ops.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** All destinations in one place that the command line names, whatever the property files say. */
final class ChosenPlace implements Destinations {
    private final String place;
    private final Supplier<SortedSet<String>> names;
    private final Function<String, DestinationStore> store;

    private ChosenPlace(String place, Supplier<SortedSet<String>> names, Function<String, DestinationStore> store) {
        this.place = place;
        this.names = names;
        this.store = store;
    }

    /** @param dataDir the folder that has a folder for each destination */
    static ChosenPlace folder(Path dataDir, DestinationStores stores) {
        Path folder = dataDir.toAbsolutePath().normalize();
        return new ChosenPlace(folder.toString(), () -> HomeFolder.foldersIn(folder),
                destination -> stores.inFolder(folder.resolve(destination)));
    }

    static ChosenPlace zooKeeper(ZooKeeperAccess access, DestinationStores stores) {
        return new ChosenPlace(stores.placeIn(access), () -> stores.destinationsIn(access),
                destination -> stores.inZooKeeper(access, destination));
    }

    @Override
    public SortedSet<String> configured() {
        return Collections.unmodifiableSortedSet(new TreeSet<>());
    }

    @Override
    public SortedSet<String> found() {
        return names.get();
    }

    @Override
    public Optional<DestinationStore> storeOf(String destination) {
        return Optional.of(store.apply(destination));
    }

    @Override
    public String place() {
        return place;
    }
}
