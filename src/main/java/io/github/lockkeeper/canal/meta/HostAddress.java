package io.github.lockkeeper.canal.meta;

import com.alibaba.otter.canal.common.zookeeper.running.ServerRunningData;
import com.alibaba.otter.canal.common.zookeeper.running.ServerRunningMonitors;

/** Under which address the host takes part in its election. */
public final class HostAddress {

    private HostAddress() {
    }

    /** As the host registers it; null where there is no server that elects: an embedded one. */
    public static String ofThisServer() {
        ServerRunningData self = ServerRunningMonitors.getServerData();
        return self == null ? null : self.getAddress();
    }

    /** The same for messages: an embedded server has no address. */
    static String orLocal() {
        String address = ofThisServer();
        return address == null ? "embedded" : address;
    }
}
