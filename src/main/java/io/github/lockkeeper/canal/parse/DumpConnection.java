package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import java.io.IOException;
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

    private Check afterReconnect = NONE;

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

    @Override
    public void reconnect() throws IOException {
        super.reconnect();
        Check due = afterReconnect;
        afterReconnect = NONE;
        due.run();
    }
}
