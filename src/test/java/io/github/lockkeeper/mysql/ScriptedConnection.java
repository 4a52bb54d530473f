package io.github.lockkeeper.mysql;

import com.alibaba.otter.canal.parse.driver.mysql.packets.server.FieldPacket;
import com.alibaba.otter.canal.parse.driver.mysql.packets.server.ResultSetPacket;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A connection of the host's to no server: queries are answered from a script, all others with an empty result. */
public final class ScriptedConnection extends MysqlConnection {

    private final Map<Pattern, ResultSetPacket> answers = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    /**
     * What queries that contain this get, until a later call says otherwise.
     *
     * @param sql     a part of the query, as it stands
     * @param columns the names of the columns
     * @param values  row by row; null is SQL's NULL
     */
    public ScriptedConnection answering(String sql, List<String> columns, String... values) {
        ResultSetPacket packet = new ResultSetPacket();
        packet.setFieldDescriptors(columns.stream().map(ScriptedConnection::field).toList());
        packet.setFieldValues(java.util.Arrays.asList(values));
        answers.put(Pattern.compile(sql, Pattern.LITERAL), packet);
        return this;
    }

    /** As {@code SELECT expression AS v}. */
    public ScriptedConnection valued(String expression, String value) {
        return answering("SELECT " + expression + " AS v", List.of("v"), value);
    }

    private static FieldPacket field(String name) {
        FieldPacket field = new FieldPacket();
        field.setName(name);
        field.setOriginalName(name);
        return field;
    }

    /** All queries so far. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public ResultSetPacket query(String sql) throws IOException {
        asked.add(sql);
        ResultSetPacket answer = new ResultSetPacket();
        for (Map.Entry<Pattern, ResultSetPacket> entry : answers.entrySet()) {
            if (entry.getKey().matcher(sql).find()) {
                answer = entry.getValue();
            }
        }
        return answer;
    }

    @Override
    public void reconnect() {
        // There is nothing to connect to.
    }
}
