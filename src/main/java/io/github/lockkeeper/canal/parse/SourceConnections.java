package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.exception.CanalParseException;
import com.alibaba.otter.canal.parse.inbound.ErosaConnection;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.catalog.QueryGuard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.TimerTask;
import org.slf4j.LoggerFactory;

/** How a source reaches its servers: which one is in use, connections with a bound for each wait, and the host's pings. */
public abstract class SourceConnections extends SourceParserSettings {

    static final Duration LONGEST_QUERY = Duration.ofSeconds(5);
    /** For a new connection and its first event, which a server has at hand. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    private final Object heartBeatLock = new Object();
    private final QueryWatch queries = new QueryWatch(LONGEST_QUERY, System::nanoTime);
    private final QueryWatch searches = new QueryWatch("a look into a binlog", LONGEST_LOOK, System::nanoTime);
    private OwnersPing ping;

    // ---- pings

    /** Only the owner writes heartbeats (N10). */
    @Override
    protected TimerTask buildHeartBeatTimeTask(ErosaConnection connection) {
        OwnersPing ping = OwnersPing.over((MysqlConnection) connection, super::buildHeartBeatTimeTask,
                metaManager::isOwnershipConfirmed);
        this.ping = ping;
        return ping;
    }

    /** A parser that is being stopped starts no timer: nobody would stop it. */
    @Override
    protected void startHeartBeat(ErosaConnection connection) {
        synchronized (heartBeatLock) {
            if (isStart()) {
                super.startHeartBeat(connection);
            }
        }
    }

    final void stopPing() {
        synchronized (heartBeatLock) {
            super.stopHeartBeat();
            if (ping != null) {
                close(ping.connection());
                ping = null;
            }
        }
    }

    // ---- the servers

    /** The server in use. Set between two attempts only; the host's pings go to the one that they began with. */
    void use(AuthenticationInfo server) {
        stopPing();
        runningInfo = server;
    }

    AuthenticationInfo inUse() {
        return runningInfo;
    }

    QueryWatch queries() {
        return queries;
    }

    /** Bounds looks into binlogs, which are short dumps. */
    QueryWatch searches() {
        return searches;
    }

    /** Connects a connection of ours, within the time of a query: the host waits for some answers without a bound. */
    void connect(MysqlConnection connection, QueryGuard guard) throws IOException {
        guard.run(() -> {
            connection.connect();
            return null;
        }, () -> close(connection));
    }

    BinlogServer server(MysqlConnection connection) {
        return server(connection, queries);
    }

    BinlogServer server(MysqlConnection connection, QueryGuard guard) {
        return servers.apply(connection, guard);
    }

    /** The second server of the source, if there is one. */
    Optional<AuthenticationInfo> otherServer() {
        return choice().otherThan(runningInfo);
    }

    ServerChoice choice() {
        return new ServerChoice(masterInfo, standbyInfo);
    }

    /** The host ends its loop quietly for this cause, and only for this one. */
    void requireRunning() {
        if (!isStart()) {
            throw new CanalParseException(new ClosedByInterruptException());
        }
    }

    /** The position that was configured for the server in use; may be null. */
    EntryPosition configuredStart() {
        return runningInfo.equals(standbyInfo) ? standbyPosition : masterPosition;
    }

    InetSocketAddress serverAddress() {
        return runningInfo.getAddress();
    }

    /** The host's own way from a position to the beginning of its transaction. */
    EntryPosition hostsStart(MysqlConnection mysql, LogPosition last) throws IOException {
        setIsGTIDMode(false);
        logPositions.answerWith(last);
        try {
            return searches.run(() -> super.findStartPosition(mysql), () -> abandon(mysql));
        } finally {
            logPositions.answerWith(null);
            mysql.reconnect();
        }
    }

    /** Each event of the host's own search is an answer; see {@link #hostsStart}. */
    @Override
    protected CanalEntry.Entry parseAndProfilingIfNecessary(Object event, boolean isSeek) throws Exception {
        if (isSeek) {
            searches.renew(TimeSearch.NEXT_EVENT);
        }
        return super.parseAndProfilingIfNecessary(event, isSeek);
    }

    /**
     * Closes a connection to a server that does not answer. Without the host's last word to it, KILL, for which it would
     * connect once more, and keep the timer of all sources waiting (I19).
     */
    static void abandon(MysqlConnection connection) {
        connection.getConnector().setDumping(false);
        close(connection);
    }

    static void close(MysqlConnection connection) {
        try {
            connection.disconnect();
        } catch (IOException e) {
            LoggerFactory.getLogger(SourceConnections.class).debug("the connection was closed before", e);
        }
    }
}
