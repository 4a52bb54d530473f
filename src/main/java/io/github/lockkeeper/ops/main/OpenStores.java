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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.TimeoutException;

/** Files, and one connection to each ZooKeeper that is asked for. One that fails is not waited for again. */
final class OpenStores implements DestinationStores {
    /** More than the client takes to find out that nobody listens. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TimeLimit limit;
    private final Map<ZooKeeperAccess, ZooKeeperReaders> open = new HashMap<>();
    private final Map<ZooKeeperAccess, CommandFailure> failed = new HashMap<>();

    OpenStores() {
        this(PATIENCE);
    }

    /** @param patience how long to wait for a connection, and as long for its end */
    OpenStores(Duration patience) {
        this.limit = new TimeLimit(patience);
    }

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
            return limit.call(() -> ZooKeeperReaders.open(place(access)));
        } catch (TimeoutException frozen) {
            failed.put(access, new CommandFailure(
                    access + " cannot be read: it gives no answer within " + limit + ". " + Checks.ZOOKEEPER));
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
        open.values().forEach(this::close);
        open.clear();
    }

    private void close(ZooKeeperReaders readers) {
        try {
            limit.call(() -> {
                readers.close();
                return null;
            });
        } catch (TimeoutException frozen) {
            // What was to be read has been read, and the session ends by itself.
            return;
        }
    }
}
