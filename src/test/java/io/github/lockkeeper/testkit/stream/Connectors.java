package io.github.lockkeeper.testkit.stream;

import com.alibaba.otter.canal.client.CanalConnector;
import com.alibaba.otter.canal.client.CanalConnectors;
import com.alibaba.otter.canal.client.impl.ClusterCanalConnector;
import com.alibaba.otter.canal.client.impl.SimpleCanalConnector;
import java.net.InetSocketAddress;

/** The client's ways to a server. */
final class Connectors {

    private static final int SO_TIMEOUT_MILLIS = 20_000;
    /** A frozen server keeps its connections: the client leaves it only when it has waited that long. */
    private static final int CLUSTER_SO_TIMEOUT_MILLIS = 3_000;
    private static final int RETRIES = 3;
    private static final int RETRY_MILLIS = 300;

    private Connectors() {
    }

    static CanalConnector single(InetSocketAddress address, String destination) {
        return new SimpleCanalConnector(address, "", "", destination, SO_TIMEOUT_MILLIS);
    }

    /** The client that asks ZooKeeper where the destination runs, and again after each failure. */
    static CanalConnector cluster(String zooKeeper, String destination) {
        ClusterCanalConnector connector =
                (ClusterCanalConnector) CanalConnectors.newClusterConnector(zooKeeper, destination, "", "");
        connector.setSoTimeout(CLUSTER_SO_TIMEOUT_MILLIS);
        connector.setRetryTimes(RETRIES);
        connector.setRetryInterval(RETRY_MILLIS);
        return connector;
    }
}
