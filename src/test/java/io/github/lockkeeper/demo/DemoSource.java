package io.github.lockkeeper.demo;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.util.List;

/** A source of the group: a server, and the proxy through which Canal reaches it. */
record DemoSource(String name, MySqlServer server, TcpProxy proxy) {

    String version() {
        return "MySQL " + server.query("SELECT VERSION()").get(0).get(0).replaceAll("-.*", "");
    }

    String gtidMode() {
        return server.query("SELECT @@global.gtid_mode").get(0).get(0);
    }

    /** All that the server has ever committed. */
    GtidSet executed() {
        return GtidSet.parse(server.query("SELECT @@global.gtid_executed").get(0).get(0));
    }

    /**
     * Begins a new binlog and tries to purge those before it; a server keeps one that somebody still reads.
     *
     * @return those that are gone
     */
    List<String> purgeBinlogs() {
        List<String> before = server.binlogFiles();
        server.execute("FLUSH BINARY LOGS");
        List<String> files = server.binlogFiles();
        server.purgeTo(files.get(files.size() - 1));
        List<String> left = server.binlogFiles();
        return before.stream().filter(file -> !left.contains(file)).toList();
    }

    /** Where the server writes its next event. */
    BinlogCoordinates end() {
        List<String> status = server.query("SHOW MASTER STATUS").get(0);
        return BinlogCoordinates.of(status.get(0), Long.parseLong(status.get(1)));
    }
}
