package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.persistence.json.RunningJson;
import java.util.Optional;
import org.apache.zookeeper.Watcher;

/** The host's election for one destination, as it is seen through a session. Immutable. */
class OwnedPlace {
    private final ZooKeeperSession session;
    private final String path;
    private final String server;

    /** @param server this server as the host registers it; null where no host elects: an embedded server */
    OwnedPlace(ZooKeeperSession session, DestinationPaths paths, String server) {
        this.session = session;
        this.path = paths.running();
        this.server = server;
    }

    boolean isElected() {
        return server != null;
    }

    /** Whether that is this server. */
    boolean isOurs(RunningNode running) {
        return running.isOf(server);
    }

    String path() {
        return path;
    }

    /** Who runs the destination now. */
    Optional<RunningNode> read(Watcher watcher) throws ZooKeeperFailure {
        session.sync(path);
        return session.read(path, watcher).map(node -> new RunningNode(RunningJson.address(node.content()),
                node.createdIn()));
    }

    /**
     * Who runs the destination now, which has to be this server.
     *
     * @return empty where no host elects
     */
    Optional<RunningNode> require() throws ZooKeeperFailure {
        if (!isElected()) {
            return Optional.empty();
        }
        RunningNode running = read(event -> { }).orElseThrow(() -> ZooKeeperFailures.noRunningNode(path));
        if (!isOurs(running)) {
            throw ZooKeeperFailures.notOwner(path, "says that " + running.address() + " runs the destination, not "
                    + server);
        }
        return Optional.of(running);
    }

    /** @throws CursorStoreException if it is not the node that it was */
    void requireStill(Optional<RunningNode> before) throws ZooKeeperFailure {
        Optional<RunningNode> now = require();
        boolean same = before.isPresent() == now.isPresent() && (!now.isPresent() || now.get().isSame(before.get()));
        if (!same) {
            throw ZooKeeperFailures.notOwner(path, "changed while the record was claimed");
        }
    }
}
