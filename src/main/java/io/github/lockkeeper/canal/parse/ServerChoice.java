package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The one or two servers that a source may read from. Immutable. */
final class ServerChoice {

    private final AuthenticationInfo master;
    private final Optional<AuthenticationInfo> standby;

    /** @param standby may be null, or have no address, where none is configured */
    ServerChoice(AuthenticationInfo master, AuthenticationInfo standby) {
        this.master = master;
        this.standby = Optional.ofNullable(standby).filter(info -> info.getAddress() != null);
    }

    /** The one at this address; the master where it is none of them. */
    AuthenticationInfo at(String address) {
        return standby.filter(info -> text(info.getAddress()).equals(address)
                && !text(master.getAddress()).equals(address)).orElse(master);
    }

    /** The other one, if there are two. */
    Optional<AuthenticationInfo> otherThan(AuthenticationInfo running) {
        return isStandby(running) ? Optional.of(master) : standby;
    }

    boolean isStandby(AuthenticationInfo running) {
        return standby.isPresent() && running == standby.get();
    }

    /** {@code host:port} as configured; an IPv6 address in brackets. */
    static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
