package io.github.lockkeeper.mysql;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.catalog.QueryGuard;
import java.util.function.BiFunction;

/** Looks at the servers of one source, behind connections of the host. */
public final class MySqlBinlogServers implements BiFunction<MysqlConnection, QueryGuard, BinlogServer> {

    private final Listings listings = new Listings(System::nanoTime);

    @Override
    public BinlogServer apply(MysqlConnection connection, QueryGuard guard) {
        return new MySqlBinlogServer(new Rows(connection, guard), listings);
    }
}
