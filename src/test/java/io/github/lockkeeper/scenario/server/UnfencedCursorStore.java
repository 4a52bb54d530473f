package io.github.lockkeeper.scenario.server;

import com.alibaba.otter.canal.common.zookeeper.ZkClientx;
import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import java.util.Optional;

/**
 * The record in ZooKeeper as a store would keep it that trusts the host's election: written without a look at who owns
 * it. Runs inside a Canal server, on the host's own client, to show what the fence is for.
 */
public final class UnfencedCursorStore implements CursorStore {

    private final ZkClientx zooKeeper;
    private final String path;

    /** @param servers as {@code canal.zkServers} */
    public UnfencedCursorStore(String servers, String destination) {
        this.zooKeeper = ZkClientx.getZkClient(servers);
        this.path = "/otter/canal/lockkeeper/" + destination + "/cursor";
    }

    @Override
    public Optional<GroupCursor> load() {
        byte[] text = zooKeeper.readData(path, true);
        return Optional.ofNullable(text).map(found -> GroupCursorJson.read(found, path));
    }

    @Override
    public CursorClaim claim() {
        GroupCursor loaded = load().orElse(GroupCursor.empty());
        zooKeeper.createPersistent(path, true);
        return new Claim(loaded.withEpoch(loaded.epoch() + 1));
    }

    @Override
    public void close() {
        // The client is the host's.
    }

    @Override
    public String description() {
        return path + " without a fence";
    }

    private final class Claim implements CursorClaim {

        private GroupCursor record;

        Claim(GroupCursor first) {
            save(first);
        }

        @Override
        public synchronized GroupCursor record() {
            return record;
        }

        @Override
        public Optional<String> warning() {
            return Optional.empty();
        }

        @Override
        public synchronized void save(GroupCursor next) {
            zooKeeper.writeData(path, GroupCursorJson.write(next));
            record = next;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
