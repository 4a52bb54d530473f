package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connection of an attempt, with a look at who answers on it right before the dump. The host finds the start, then
 * connects anew, then asks for the dump: behind a virtual address that may be another server (I10).
 */
final class DumpConnection extends MysqlConnection {

    /** Asks the server on the new connection. */
    interface Check {
        void run() throws IOException;
    }

    private static final Check NONE = () -> { };

    private final Thread owner = Thread.currentThread();
    private Check afterReconnect = NONE;
    private volatile MysqlConnection beside;

    private DumpConnection() {
    }

    /**
     * The same connection as the host has built, which is not connected yet: what it takes to build one differs between
     * versions, what it then consists of does not.
     *
     * @param receivedBytes the host's count
     */
    static DumpConnection of(MysqlConnection built, AtomicLong receivedBytes) {
        DumpConnection connection = new DumpConnection();
        connection.setConnector(built.getConnector());
        connection.setCharset(built.getCharset());
        connection.setSlaveId(built.getSlaveId());
        connection.setAuthInfo(built.getAuthInfo());
        connection.setReceivedBinlogBytes(receivedBytes);
        return connection;
    }

    /** Is run once, on the next new connection: to be called when nothing but the dump comes any more. */
    void checkBeforeDump(Check check) {
        afterReconnect = check;
    }

    /** The host connects one beside it before the dump, for table definitions, and keeps that to itself. */
    @Override
    public MysqlConnection fork() {
        MysqlConnection fork = super.fork();
        if (Thread.currentThread() == owner) {
            beside = fork;
        }
        return fork;
    }

    /** The last one that the thread of the attempt has forked: it may wait for an answer there. From any thread. */
    Optional<MysqlConnection> beside() {
        return Optional.ofNullable(beside);
    }

    @Override
    public void reconnect() throws IOException {
        super.reconnect();
        Check due = afterReconnect;
        afterReconnect = NONE;
        due.run();
    }
}
