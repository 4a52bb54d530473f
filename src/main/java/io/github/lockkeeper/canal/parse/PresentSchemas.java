package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.driver.mysql.packets.server.ResultSetPacket;
import com.alibaba.otter.canal.parse.exception.CanalParseException;
import com.alibaba.otter.canal.parse.inbound.TableMeta;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.alibaba.otter.canal.parse.inbound.mysql.dbsync.TableMetaCache;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.TableMetaTSDB;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.taobao.tddl.dbsync.binlog.event.LogHeader;
import com.taobao.tddl.dbsync.binlog.event.RowsLogEvent;
import io.github.lockkeeper.catalog.QueryGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables' definitions that a source's server has now, asked on connections of their own. */
final class PresentSchemas implements SchemaDoubts.Present {

    private static final String SYSTEM = "'mysql', 'information_schema', 'performance_schema', 'sys'";

    private final SourceEventParser parser;
    private final TableMetaTSDB history;
    private final QueryGuard guard;

    /** @param guard bounds each query */
    PresentSchemas(SourceEventParser parser, TableMetaTSDB history, QueryGuard guard) {
        this.parser = parser;
        this.history = history;
        this.guard = guard;
    }

    /** The tables that the history knows otherwise than the server has them now. */
    List<String> differing() throws IOException {
        return withConnection(connection -> {
            List<String> differing = new ArrayList<>();
            List<String> names = values(connection, "SELECT table_schema, table_name FROM information_schema.tables "
                    + "WHERE table_type = 'BASE TABLE' AND table_schema NOT IN (" + SYSTEM + ")");
            for (int i = 0; i + 1 < names.size(); i += 2) {
                TableMeta before = history.find(names.get(i), names.get(i + 1));
                TableMeta now = before == null ? null : definition(connection, names.get(i), names.get(i + 1));
                if (before != null && (now == null || !TableFit.same(before, now))) {
                    differing.add(names.get(i) + "." + names.get(i + 1));
                }
            }
            return differing;
        });
    }

    @Override
    public TableMeta now(String schema, String table) {
        try {
            return withConnection(connection -> definition(connection, schema, table));
        } catch (IOException e) {
            throw new CanalParseException(e);
        }
    }

    @Override
    public void adopt(RowsLogEvent from, String schema, String table) {
        LogHeader header = from.getHeader();
        EntryPosition position = new EntryPosition(header.getLogFileName(), header.getLogPos() - header.getEventLen(),
                header.getWhen() * 1000L, header.getServerId());
        try {
            String sql = withConnection(connection -> values(connection, show(schema, table)).get(1));
            history.apply(position, schema, sql, "lockkeeper");
        } catch (IOException e) {
            throw new CanalParseException(e);
        }
    }

    private static TableMeta definition(QueryConnection connection, String schema, String table) throws IOException {
        ResultSetPacket answer = connection.query(show(schema, table));
        return answer.getFieldValues().size() < 2 ? null
                : new TableMeta(schema, table, TableMetaCache.parseTableMeta(schema, table, answer));
    }

    private static String show(String schema, String table) {
        return "SHOW CREATE TABLE " + quoted(schema) + "." + quoted(table);
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static List<String> values(QueryConnection connection, String sql) throws IOException {
        return connection.query(sql).getFieldValues();
    }

    private <T> T withConnection(Work<T> work) throws IOException {
        MysqlConnection connection = parser.anotherConnection(Optional.empty())
                .orElseThrow(() -> new IOException("there is no dump"));
        try {
            parser.connect(connection, guard);
            return work.run(sql -> guard.run(() -> connection.query(sql), () -> close(connection)));
        } finally {
            connection.disconnect();
        }
    }

    private static void close(MysqlConnection connection) {
        try {
            connection.disconnect();
        } catch (IOException e) {
            throw new CanalParseException(e);
        }
    }

    private interface QueryConnection {
        ResultSetPacket query(String sql) throws IOException;
    }

    private interface Work<T> {
        T run(QueryConnection connection) throws IOException;
    }
}
