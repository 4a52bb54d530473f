package io.github.lockkeeper.persistence.zookeeper;

import java.util.Objects;

/** Which ensemble, and how to show oneself there. Immutable; {@link #toString} tells no secret. */
public final class ZooKeeperPlace {
    private final String servers;
    private final String acl;
    private final String auth;

    /**
     * @param servers as in {@code canal.zkServers}: {@code host:port,host:port/chroot}; the host's {@code ;} between
     *                groups of servers is read as a comma
     * @param acl     who may do what with the nodes made here, as {@code zkCli} writes it:
     *                {@code scheme:id:perms,scheme:id:perms}; empty takes the ACL of {@code /otter/canal}
     * @param auth    how the connection shows itself, {@code scheme:credentials}; empty for not at all
     */
    public ZooKeeperPlace(String servers, String acl, String auth) {
        this.servers = Objects.requireNonNull(servers, "servers").replace(';', ',');
        this.acl = Objects.requireNonNull(acl, "acl").trim();
        this.auth = Objects.requireNonNull(auth, "auth").trim();
    }

    String servers() {
        return servers;
    }

    String acl() {
        return acl;
    }

    String auth() {
        return auth;
    }

    @Override
    public String toString() {
        return "ZooKeeper " + servers;
    }
}
