package io.github.lockkeeper.scenario.embedded;

import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.MySqlServerBuilder;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.util.EnumMap;
import java.util.Map;

/** Real servers that the scenarios of one JVM share, each started when first asked for. */
final class Servers {

    private static final Map<Kind, MySqlServer> STARTED = new EnumMap<>(Kind.class);

    /** What differs between them. */
    enum Kind {
        V57_GTID, V57_PLAIN, V80_GTID, MARIADB, MARIADB_1011,
        /** Replicas have file names of their own. */
        V57_GTID_REPLICA, V57_PLAIN_REPLICA, V57_UNLOGGED_REPLICA
    }

    private Servers() {
    }

    /** The server with an empty binlog and without the scenarios' schemas. */
    static synchronized MySqlServer fresh(Kind kind) {
        MySqlServer server = STARTED.computeIfAbsent(kind, Servers::start);
        if (!server.query("SHOW SLAVE STATUS").isEmpty()) {
            server.execute("STOP SLAVE", "RESET SLAVE ALL");
        }
        for (var row : server.query("SHOW DATABASES LIKE 'shop%'")) {
            server.execute("DROP DATABASE " + row.get(0));
        }
        server.execute("RESET MASTER");
        return server;
    }

    /** For a scenario that has damaged or closed its server: the next one gets another. */
    static synchronized void forget(MySqlServer server) {
        STARTED.values().remove(server);
    }

    private static MySqlServer start(Kind kind) {
        return switch (kind) {
            case V57_GTID -> MySqlServer.of(ServerVersion.V57).serverId(571).gtid().start();
            case V57_PLAIN -> MySqlServer.of(ServerVersion.V57).serverId(572).start();
            case V80_GTID -> MySqlServer.of(ServerVersion.V80).serverId(801).gtid().start();
            case MARIADB -> MySqlServer.of(ServerVersion.MARIADB).serverId(1141).start();
            case MARIADB_1011 -> MySqlServer.of(ServerVersion.MARIADB_1011).serverId(1011).start();
            case V57_GTID_REPLICA -> replica(573).gtid().start();
            case V57_PLAIN_REPLICA -> replica(574).start();
            case V57_UNLOGGED_REPLICA -> replica(575).option("log_slave_updates", "OFF").start();
        };
    }

    private static MySqlServerBuilder replica(long serverId) {
        return MySqlServer.of(ServerVersion.V57).serverId(serverId).option("log_bin", "replica-bin");
    }
}
