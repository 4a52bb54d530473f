package io.github.lockkeeper.position;

import java.util.Locale;
import java.util.Objects;

/** Which server a cursor belongs to: {@code @@server_id}, and {@code @@server_uuid} where there is one. */
public final class ServerIdentity {
    /** Nothing is known of the server. It is the same as no other, itself included. */
    public static final ServerIdentity UNKNOWN = new ServerIdentity(0, "");

    private static final long MAX_SERVER_ID = 0xFFFFFFFFL;

    private final long serverId;
    private final String serverUuid;

    private ServerIdentity(long serverId, String serverUuid) {
        this.serverId = serverId;
        this.serverUuid = serverUuid;
    }

    /**
     * @param serverId 0 (unknown) to 4294967295
     * @param serverUuid empty where the server has none (MariaDB); compared without regard to case
     * @throws IllegalArgumentException if the id is out of range or the uuid has white space or control characters
     */
    public static ServerIdentity of(long serverId, String serverUuid) {
        if (serverId < 0 || serverId > MAX_SERVER_ID) {
            throw new IllegalArgumentException("not a server id: " + serverId + "; it is 0 to " + MAX_SERVER_ID);
        }
        if (serverUuid.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("not a server uuid: " + Excerpt.of(serverUuid));
        }
        return new ServerIdentity(serverId, serverUuid.toLowerCase(Locale.ROOT));
    }

    /** 0 when unknown. */
    public long serverId() {
        return serverId;
    }

    /** In lower case; empty when unknown or when the server has none. */
    public String serverUuid() {
        return serverUuid;
    }

    public boolean isKnown() {
        return serverId != 0 || !serverUuid.isEmpty();
    }

    /**
     * Whether both are known to be one server: by uuid when both have one, else by server id. False when it cannot be
     * told, so that a doubt never passes for a proof.
     */
    public boolean isSameServer(ServerIdentity other) {
        if (!serverUuid.isEmpty() && !other.serverUuid.isEmpty()) {
            return serverUuid.equals(other.serverUuid);
        }
        return serverId != 0 && serverId == other.serverId;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ServerIdentity)) {
            return false;
        }
        ServerIdentity that = (ServerIdentity) other;
        return serverId == that.serverId && serverUuid.equals(that.serverUuid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(serverId, serverUuid);
    }

    @Override
    public String toString() {
        if (!isKnown()) {
            return "unknown";
        }
        return serverUuid.isEmpty() ? "server_id=" + serverId : "server_id=" + serverId + " server_uuid=" + serverUuid;
    }
}
