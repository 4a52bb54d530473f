package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.config.CursorStoreMode;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Each destination where the property files of the home say that it is, by the rule of the server. */
final class HomeDestinations implements Destinations {
    private final HomeFolder home;
    private final DestinationStores stores;

    HomeDestinations(HomeFolder home, DestinationStores stores) {
        this.home = home;
        this.stores = stores;
    }

    @Override
    public SortedSet<String> configured() {
        return home.configured();
    }

    @Override
    public SortedSet<String> found() {
        StoreSettings settings = home.settings();
        switch (settings.store()) {
            case MEMORY:
                return Collections.unmodifiableSortedSet(new TreeSet<>());
            case ZOOKEEPER:
                return stores.destinationsIn(settings.zooKeeper());
            default:
                return HomeFolder.foldersIn(settings.dataDir());
        }
    }

    @Override
    public Optional<DestinationStore> storeOf(String destination) {
        StoreSettings settings = home.settingsOf(destination);
        switch (settings.store()) {
            case MEMORY:
                return Optional.empty();
            case ZOOKEEPER:
                return Optional.of(stores.inZooKeeper(settings.zooKeeper(), destination));
            default:
                return Optional.of(stores.inFolder(settings.dataDir().resolve(destination)));
        }
    }

    @Override
    public Optional<String> doubt() {
        return home.settings().isByAdmin() ? Optional.of("canal.admin.manager is set: what canal-admin says of where things"
                + " are kept is not seen here. If it is not where the property files say, name it with --zookeeper or"
                + " --data-dir.") : Optional.empty();
    }

    /** From before {@code canal.zkServers} was set: the destination takes its cursors from there when it first starts. */
    @Override
    public Optional<DestinationStore> formerStoreOf(String destination) {
        StoreSettings settings = home.settingsOf(destination);
        return settings.store() == CursorStoreMode.ZOOKEEPER
                ? Optional.of(stores.inFolder(settings.dataDir().resolve(destination))) : Optional.empty();
    }

    @Override
    public String place() {
        StoreSettings settings = home.settings();
        return settings.store() == CursorStoreMode.ZOOKEEPER
                ? stores.placeIn(settings.zooKeeper()) : settings.dataDir().toString();
    }
}
