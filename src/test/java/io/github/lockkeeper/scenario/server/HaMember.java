package io.github.lockkeeper.scenario.server;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.zookeeper.ZooKeeperServer;

/** One of the servers that may run the group, and its line to ZooKeeper. */
record HaMember(CanalServer server, TcpProxy line) implements AutoCloseable {

    static HaMember start(ZooKeeperServer zooKeeper, CanalHome home) {
        TcpProxy line = TcpProxy.to(zooKeeper.port());
        home.set("canal.zkServers", line.address());
        return new HaMember(CanalServer.startBeside(home), line);
    }

    /** Whether the content of a node names this server. */
    boolean isIn(String running) {
        return running.contains("\"127.0.0.1:" + server.home().port() + "\"");
    }

    @Override
    public void close() {
        server.close();
        line.close();
    }

    @Override
    public String toString() {
        return "the server on port " + server.home().port();
    }
}
