package io.github.lockkeeper.canal.meta;

import com.alibaba.otter.canal.meta.CanalMetaManager;
import com.alibaba.otter.canal.meta.exception.CanalMetaManagerException;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogIdentity;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import com.alibaba.otter.canal.protocol.position.Position;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogOffset;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps Canal's own cursor ({@code meta.dat}) in Canal's format, for the way back to a stock template: that of the
 * source whose acknowledged time is the oldest, since a stock group starts all sources by the time of one cursor.
 */
final class StockCursor {

    private static final String PORT_SEPARATOR = ":";
    /** Canal 1.1.6 reads addresses back through a private constructor of the JDK's. */
    private static final String SEALED = "InaccessibleObjectException";
    private static final String OPEN = ". Canal 1.1.6 does so on Java 16 or later only if it is started with"
            + " --add-opens=java.base/java.net=ALL-UNNAMED: add that to JAVA_OPTS in bin/startup.sh";
    /** Of fastjson 1 and 2. */
    private static final String UNREADABLE = "JSONException";
    private static final String REMOVE = ". Canal 1.1.6 never does so where it is in ZooKeeper: take it over with"
            + " another version, or remove it and say in canal.instance.masterN.journal.name and .position where each"
            + " source starts";

    private final CanalMetaManager host;
    private final String destination;
    /** Looked up once: a name server that is away must not delay the flushes. */
    private final Map<String, InetSocketAddress> addresses = new HashMap<>();

    StockCursor(CanalMetaManager host, String destination) {
        this.host = host;
        this.destination = destination;
    }

    /** Brings the cursor of every client in step with the record. */
    void follow(CursorKeeper keeper) {
        keeper.record().sources().values().stream()
                .filter(cursor -> cursor.offset().timestampSeconds() > 0 && cursor.address().contains(PORT_SEPARATOR))
                .min(Comparator.comparingLong(cursor -> cursor.offset().timestampSeconds()))
                .map(this::position)
                .ifPresent(this::update);
    }

    /** Fails here, at the start, rather than at each request of a client, if the host cannot tell its clients. */
    void requireClients() {
        clients();
    }

    /** The oldest cursor of any client, as the host left it. */
    Optional<HostCursor> found() {
        return clients().stream().map(this::read)
                .filter(LogPosition.class::isInstance).map(LogPosition.class::cast)
                .map(HostCursor::of).filter(Optional::isPresent).map(Optional::get)
                .min(Comparator.comparingLong(HostCursor::timestampMillis));
    }

    private List<ClientIdentity> clients() {
        try {
            return host.listAllSubscribeInfo(destination);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private Position read(ClientIdentity client) {
        try {
            return host.getCursor(client);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static CanalMetaManagerException unreadable(RuntimeException failure) {
        String reason = String.valueOf(failure.getMessage());
        String mend = reason.contains(SEALED) ? OPEN : isUnreadable(failure) ? REMOVE : "";
        return new CanalMetaManagerException("Canal cannot read its own cursor back: " + reason + mend, failure);
    }

    /** Whether the host could not make a position of what it had written itself. */
    static boolean isUnreadable(Throwable failure) {
        return failure != null && (failure.getClass().getSimpleName().equals(UNREADABLE)
                || isUnreadable(failure.getCause()));
    }

    private void update(LogPosition position) {
        for (ClientIdentity client : host.listAllSubscribeInfo(destination)) {
            host.updateCursor(client, position);
        }
    }

    private LogPosition position(SourceCursor cursor) {
        BinlogOffset offset = cursor.offset();
        EntryPosition entry = new EntryPosition(offset.coordinates().file().toString(),
                offset.coordinates().position(), offset.timestampSeconds() * 1000, cursor.identity().serverId());
        offset.gtids().set().filter(set -> !set.isEmpty()).ifPresent(set -> entry.setGtid(set.toString()));
        LogPosition position = new LogPosition();
        position.setPostion(entry);
        position.setIdentity(new LogIdentity(addresses.computeIfAbsent(cursor.address(), StockCursor::address), -1L));
        return position;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(PORT_SEPARATOR);
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
