package io.github.lockkeeper.ops.main;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.ops.cli.Checks;
import io.github.lockkeeper.ops.cli.CommandFailure;
import io.github.lockkeeper.ops.cli.DestinationStore;
import io.github.lockkeeper.ops.cli.DestinationStores;
import io.github.lockkeeper.ops.cli.ZooKeeperAccess;
import io.github.lockkeeper.persistence.zookeeper.ZooKeeperPlace;
import io.github.lockkeeper.persistence.zookeeper.ZooKeeperReaders;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/** Files, and one connection to each ZooKeeper that is asked for. One that fails is not waited for again. */
final class OpenStores implements DestinationStores {
    private final Map<ZooKeeperAccess, ZooKeeperReaders> open = new HashMap<>();
    private final Map<ZooKeeperAccess, CommandFailure> failed = new HashMap<>();

    @Override
    public DestinationStore inFolder(Path folder) {
        return new FolderStore(folder);
    }

    @Override
    public DestinationStore inZooKeeper(ZooKeeperAccess access, String destination) {
        return new NodeStore(() -> readers(access), placeIn(access) + "/" + destination, destination);
    }

    @Override
    public SortedSet<String> destinationsIn(ZooKeeperAccess access) {
        try {
            return readers(access).destinations();
        } catch (CursorStoreException unseen) {
            throw failure(unseen);
        }
    }

    @Override
    public String placeIn(ZooKeeperAccess access) {
        return ZooKeeperReaders.where(place(access));
    }

    private ZooKeeperReaders readers(ZooKeeperAccess access) {
        if (failed.containsKey(access)) {
            throw failed.get(access);
        }
        return open.computeIfAbsent(access, this::open);
    }

    private ZooKeeperReaders open(ZooKeeperAccess access) {
        try {
            return ZooKeeperReaders.open(place(access));
        } catch (CursorStoreException unreachable) {
            failed.put(access, failure(unreachable));
        } catch (IllegalArgumentException noServers) {
            failed.put(access, new CommandFailure("'" + access.servers() + "' is no list of servers of ZooKeeper, as"
                    + " host:port,host:port/chroot: " + noServers.getMessage() + ". Mend canal.zkServers or --zookeeper."));
        } catch (NoClassDefFoundError missing) {
            failed.put(access, withoutLibraries(access, missing));
        }
        throw failed.get(access);
    }

    /** @throws NoClassDefFoundError if it is none of those that the client needs of the host */
    private static CommandFailure withoutLibraries(ZooKeeperAccess access, NoClassDefFoundError missing) {
        if (!String.valueOf(missing.getMessage()).matches("(org/slf4j|io/netty)/.*")) {
            throw missing;
        }
        return new CommandFailure(access + " cannot be read: its client needs slf4j-api-<version>.jar and"
                + " netty-all-<version>.jar, which every Canal has in its lib. Use the bin/lockkeeper of a Canal home.");
    }

    /** Nothing is made there, so an ACL for new nodes is not needed. */
    private static ZooKeeperPlace place(ZooKeeperAccess access) {
        return new ZooKeeperPlace(access.servers(), "", access.auth());
    }

    private static CommandFailure failure(CursorStoreException unreadable) {
        return new CommandFailure(unreadable.place() + " " + unreadable.problem() + ". " + Checks.ZOOKEEPER);
    }

    @Override
    public void close() {
        open.values().forEach(ZooKeeperReaders::close);
        open.clear();
    }
}
