package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.catalog.QueryGuard;
import io.github.lockkeeper.mysql.MySqlBinlogServers;
import io.github.lockkeeper.recovery.Candidate;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** A real server as a source's attempt hands it to the recovery, without the parser. One decision each. */
public final class RealCandidate implements AutoCloseable {

    private final MysqlConnection connection;
    private final BinlogServer server;
    private final String address;

    private RealCandidate(MysqlConnection connection, String address) throws IOException {
        this.connection = connection;
        this.address = address;
        connection.connect();
        this.server = new MySqlBinlogServers().apply(connection, QueryGuard.NONE);
    }

    /** On a connection of its own. */
    public static RealCandidate of(MySqlServer server) {
        try {
            return new RealCandidate(new MysqlConnection(new InetSocketAddress("127.0.0.1", server.port()), "canal",
                    "canal"), server.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Candidate candidate() {
        return new Candidate(server, () -> new TimeSearch(connection, server, DumpedFiles.WATCH, () -> true), address);
    }

    @Override
    public void close() {
        try {
            connection.disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
