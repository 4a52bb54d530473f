package io.github.lockkeeper.ops.cli;

import java.util.Objects;

/** Which ZooKeeper servers to read from, and how to show oneself there. Immutable; {@link #toString} tells no secret. */
public final class ZooKeeperAccess {
    private final String servers;
    private final String auth;

    /**
     * @param servers as in {@code canal.zkServers}
     * @param auth {@code scheme:credentials}; empty for not at all
     */
    public ZooKeeperAccess(String servers, String auth) {
        this.servers = Objects.requireNonNull(servers, "servers");
        this.auth = Objects.requireNonNull(auth, "auth");
    }

    public String servers() {
        return servers;
    }

    public String auth() {
        return auth;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZooKeeperAccess && servers.equals(((ZooKeeperAccess) other).servers)
                && auth.equals(((ZooKeeperAccess) other).auth);
    }

    @Override
    public int hashCode() {
        return Objects.hash(servers, auth);
    }

    @Override
    public String toString() {
        return "ZooKeeper " + servers;
    }
}
