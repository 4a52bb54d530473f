package io.github.lockkeeper.ops.cli;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Each destination in one ZooKeeper, whatever the property files say. */
final class ZooKeeperDestinations implements Destinations {
    private final ZooKeeperAccess access;
    private final DestinationStores stores;

    ZooKeeperDestinations(ZooKeeperAccess access, DestinationStores stores) {
        this.access = access;
        this.stores = stores;
    }

    @Override
    public SortedSet<String> configured() {
        return Collections.unmodifiableSortedSet(new TreeSet<>());
    }

    @Override
    public SortedSet<String> found() {
        return stores.destinationsIn(access);
    }

    @Override
    public Optional<DestinationStore> storeOf(String destination) {
        return Optional.of(stores.inZooKeeper(access, destination));
    }

    @Override
    public String place() {
        return stores.placeIn(access);
    }
}
