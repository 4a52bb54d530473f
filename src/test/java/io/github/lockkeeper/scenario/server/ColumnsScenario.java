package io.github.lockkeeper.scenario.server;

import com.alibaba.otter.canal.client.CanalConnector;
import com.alibaba.otter.canal.client.CanalConnectors;
import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.Message;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A client that looks at the columns of rows, on a group with table meta history. */
abstract class ColumnsScenario extends ServerScenario {

    final List<String> rows = new ArrayList<>();
    CanalConnector connector;

    /** The history's first snapshot has been taken then: an ALTER before it would be part of it. */
    void startStreaming(CanalHome home) {
        startCanal(home, 1);
        awaitThat("the dump", () -> canal.log(DESTINATION).contains("source=orders state=STREAMING"));
    }

    MySqlServer oneTable() {
        MySqlServer server = started(MySqlServer.of(ServerVersion.V57));
        server.execute("CREATE DATABASE app", "CREATE TABLE app.t (id INT PRIMARY KEY, alpha INT)");
        return server;
    }

    static GroupProperties oneSource(MySqlServer server) {
        return new GroupProperties().set("canal.instance.tsdb.enable", "true").source("orders", server.address());
    }

    void awaitRows(String... expected) {
        connect();
        awaitThat("rows " + List.of(expected), () -> {
            acknowledgeNext();
            return rows.containsAll(List.of(expected));
        });
    }

    void acknowledgeNext() {
        Message message = connector.getWithoutAck(100, 100L, TimeUnit.MILLISECONDS);
        if (message.getId() >= 0) {
            message.getEntries().forEach(this::note);
            connector.ack(message.getId());
        }
    }

    void connect() {
        connector = CanalConnectors.newSingleConnector(canal.address(), DESTINATION, "", "");
        connector.connect();
        connector.subscribe();
    }

    void note(CanalEntry.Entry entry) {
        if (entry.getEntryType() != CanalEntry.EntryType.ROWDATA) {
            return;
        }
        try {
            CanalEntry.RowChange.parseFrom(entry.getStoreValue()).getRowDatasList().forEach(row ->
                    rows.add(row.getAfterColumnsList().stream().map(column -> column.getName() + "=" + column.getValue())
                            .collect(Collectors.joining(" "))));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
