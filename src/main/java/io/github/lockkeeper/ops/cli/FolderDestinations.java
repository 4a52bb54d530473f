package io.github.lockkeeper.ops.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Each destination in a folder of its own below one folder, whatever the property files say. */
final class FolderDestinations implements Destinations {
    private final Path dataDir;
    private final DestinationStores stores;

    FolderDestinations(Path dataDir, DestinationStores stores) {
        this.dataDir = dataDir.toAbsolutePath().normalize();
        this.stores = stores;
    }

    @Override
    public SortedSet<String> configured() {
        return Collections.unmodifiableSortedSet(new TreeSet<>());
    }

    @Override
    public SortedSet<String> found() {
        return HomeFolder.foldersIn(dataDir);
    }

    @Override
    public Optional<DestinationStore> storeOf(String destination) {
        return Optional.of(stores.inFolder(dataDir.resolve(destination)));
    }

    @Override
    public String place() {
        return dataDir.toString();
    }
}
