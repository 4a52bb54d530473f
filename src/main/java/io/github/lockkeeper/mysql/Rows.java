package io.github.lockkeeper.mysql;

import com.alibaba.otter.canal.parse.driver.mysql.packets.server.FieldPacket;
import com.alibaba.otter.canal.parse.driver.mysql.packets.server.ResultSetPacket;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import io.github.lockkeeper.catalog.QueryGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's flat query results as rows of named columns. Columns are found by name, in lower case: their number
 * differs between server versions.
 */
final class Rows {

    private static final Logger LOG = LoggerFactory.getLogger(Rows.class);

    private final MysqlConnection connection;
    private final QueryGuard guard;

    Rows(MysqlConnection connection, QueryGuard guard) {
        this.connection = connection;
        this.guard = guard;
    }

    List<Map<String, String>> query(String sql) throws IOException {
        ResultSetPacket result = guard.run(() -> connection.query(sql), this::close);
        List<FieldPacket> fields = result.getFieldDescriptors();
        List<String> values = result.getFieldValues();
        List<Map<String, String>> rows = new ArrayList<>();
        for (int at = 0; !fields.isEmpty() && at + fields.size() <= values.size(); at += fields.size()) {
            rows.add(row(fields, values.subList(at, at + fields.size())));
        }
        return rows;
    }

    private void close() {
        try {
            connection.disconnect();
        } catch (IOException e) {
            LOG.debug("the connection was closed before", e);
        }
    }

    private static Map<String, String> row(List<FieldPacket> fields, List<String> values) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String value = values.get(i);
            row.put(fields.get(i).getName().toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return row;
    }

    /** The single value of a query with one row and one column named {@code v}. */
    String value(String expression) throws IOException {
        List<Map<String, String>> rows = query("SELECT " + expression + " AS v");
        return rows.isEmpty() ? "" : rows.get(0).get("v");
    }
}
