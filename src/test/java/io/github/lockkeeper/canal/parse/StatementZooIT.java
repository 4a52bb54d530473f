package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.parse.inbound.SinkFunction;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.stream.BoundaryScanner;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What real servers write, against what they list as groups of events. */
class StatementZooIT {

    @ParameterizedTest(name = "{0} gtids={1}")
    @CsvSource({"V57,true", "V57,false", "V80,true", "V80,false"})
    @DisplayName("a dump has a boundary wherever the server begins a group, and nowhere else")
    void dumped(ServerVersion version, boolean gtids) throws IOException, SQLException {
        try (MySqlServer server = MySqlServer.of(version).gtid(gtids).start()) {
            StatementZoo.visit(server);
            List<String> expected = new ArrayList<>();
            server.binlogFiles().forEach(file -> expected.addAll(StatementZoo.groups(server, file)));

            List<BinlogOffset> boundaries = dump(server);

            assertThat(boundaries).extracting(boundary -> boundary.coordinates().toString())
                    .containsExactlyElementsOf(expected);
            BinlogOffset last = boundaries.get(boundaries.size() - 1);
            String executed = server.query("SELECT @@global.gtid_executed").get(0).get(0);
            assertThat(last.gtids()).as("what has passed is what was executed").isEqualTo(Gtids.of(GtidSet.parse(executed)));
        }
    }

    @ParameterizedTest
    @EnumSource(ServerVersion.class)
    @DisplayName("so has the list of a file's events, on MariaDB too, which this Canal's decoder cannot read whole")
    void listed(ServerVersion version) throws SQLException {
        try (MySqlServer server = MySqlServer.of(version).start()) {
            StatementZoo.visit(server);
            for (String file : server.binlogFiles()) {
                List<String> boundaries = new ArrayList<>();
                BoundaryScanner scanner =
                        new BoundaryScanner(BinlogOffset.of(BinlogCoordinates.of(file, 4)), false);
                for (List<String> row : server.query("SHOW BINLOG EVENTS IN '" + file + "'")) {
                    ListedEvent.of(row).feedTo(scanner).ifPresent(at -> boundaries.add(at.coordinates().toString()));
                }
                List<String> groups = StatementZoo.groups(server, file);
                if (version == ServerVersion.MARIADB_1011) {
                    removeWhatLooksLikeDdl(boundaries, groups);
                }
                assertThat(boundaries).isEqualTo(groups);
            }
        }
    }

    /**
     * MariaDB 10.11 writes CREATE TABLE … AS SELECT as one group of a CREATE TABLE and rows. Only a flag of its GTID event
     * tells that from a DDL alone, and the host's decoder does not keep it. Nothing but those two statements may be taken so.
     */
    private static void removeWhatLooksLikeDdl(List<String> boundaries, List<String> groups) {
        List<String> inside = new ArrayList<>(boundaries);
        inside.removeAll(groups);
        assertThat(inside).as("boundaries inside groups").hasSizeLessThanOrEqualTo(2);
        boundaries.removeAll(inside);
    }

    /** From the first file's beginning to the end of what is written. */
    private static List<BinlogOffset> dump(MySqlServer server) throws IOException {
        List<BinlogOffset> boundaries = new ArrayList<>();
        String end = server.query("SHOW MASTER STATUS").get(0).get(0) + ":"
                + server.query("SHOW MASTER STATUS").get(0).get(1);
        BinlogOffset start = BinlogOffset.of(BinlogCoordinates.of(server.binlogFiles().get(0), 4))
                .withGtids(Gtids.of(GtidSet.EMPTY));
        RawEvents events = new RawEvents(new BoundaryScanner(start, false));
        SinkFunction<LogEvent> reader = event -> {
            UndecodableEvents.refuse(event);
            events.boundary(event).ifPresent(boundaries::add);
            return boundaries.isEmpty()
                    || !boundaries.get(boundaries.size() - 1).coordinates().toString().equals(end);
        };
        MysqlConnection connection =
                new MysqlConnection(new InetSocketAddress("127.0.0.1", server.port()), "canal", "canal");
        connection.setSlaveId(4711);
        connection.connect();
        connection.dump(start.coordinates().file().toString(), start.coordinates().position(), reader);
        connection.disconnect();
        return boundaries;
    }
}
