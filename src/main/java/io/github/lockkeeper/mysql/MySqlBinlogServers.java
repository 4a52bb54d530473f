package io.github.lockkeeper.mysql;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import io.github.lockkeeper.catalog.BinlogServer;
import java.util.function.Function;

/** Looks at the server behind a connection of the host. */
public final class MySqlBinlogServers implements Function<MysqlConnection, BinlogServer> {

    @Override
    public BinlogServer apply(MysqlConnection connection) {
        return new MySqlBinlogServer(new Rows(connection));
    }
}
