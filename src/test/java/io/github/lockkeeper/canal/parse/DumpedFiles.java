package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.driver.mysql.MysqlConnector;
import com.alibaba.otter.canal.parse.inbound.SinkFunction;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A connection whose dumps come from files made up by the test. As a server does, it opens a file with an artificial
 * rotate, goes on into the next one, and at the end sends heartbeats until the reader has enough.
 */
final class DumpedFiles extends MysqlConnection {

    /** Of searches whose server answers. */
    static final QueryWatch WATCH = new QueryWatch(Duration.ofSeconds(10), System::nanoTime);

    private static final int PATIENCE = 100;

    private final Map<String, Function<Dump, List<LogEvent>>> files = new TreeMap<>();
    final List<String> opened = new ArrayList<>();
    int reconnects;
    private boolean closed;

    /** @param events of the file, behind its description and on the dump that is given, from position 4 */
    DumpedFiles file(String name, long created, Function<Dump, List<LogEvent>> events) {
        files.put(name, dump -> {
            List<LogEvent> all = new ArrayList<>();
            all.add(dump.artificialRotate(name, 4));
            all.add(dump.formatDescription(created));
            all.add(dump.event(LogEvent.PREVIOUS_GTIDS_LOG_EVENT, Dump.IGNORABLE, new BinlogBytes().uint(0, 8)));
            all.addAll(events.apply(dump));
            return all;
        });
        return this;
    }

    @Override
    public void reconnect() {
        reconnects++;
        closed = false;
    }

    @Override
    public MysqlConnector getConnector() {
        return new MysqlConnector();
    }

    @Override
    public void disconnect() {
        closed = true;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("Socket already closed.");
        }
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void seek(String file, Long position, String gtid, SinkFunction reader) throws IOException {
        if (!files.containsKey(file)) {
            throw new IOException("Received error packet: errno = 1236, sqlstate = HY000 errmsg = no such file");
        }
        opened.add(file);
        Dump dump = Dump.from(4);
        for (Map.Entry<String, Function<Dump, List<LogEvent>>> each : files.entrySet()) {
            if (each.getKey().compareTo(file) >= 0) {
                for (LogEvent event : each.getValue().apply(dump)) {
                    requireOpen();
                    if (!reader.sink(event)) {
                        return;
                    }
                }
            }
        }
        for (int i = 0; i < PATIENCE; i++) {
            if (!reader.sink(dump.heartbeat(dump.end()))) {
                return;
            }
        }
        throw new AssertionError("the reader waits for ever at the end of the newest file");
    }
}
