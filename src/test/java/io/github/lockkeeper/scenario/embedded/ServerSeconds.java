package io.github.lockkeeper.scenario.embedded;

import io.github.lockkeeper.testkit.server.MySqlServer;

/** Waits on a server's clock: binlog events carry whole seconds of it. */
final class ServerSeconds {

    private final MySqlServer server;
    private final long until;

    ServerSeconds(MySqlServer server, long seconds) {
        this.server = server;
        this.until = now() + seconds;
    }

    boolean passed() {
        return now() >= until;
    }

    private long now() {
        return Long.parseLong(server.query("SELECT UNIX_TIMESTAMP()").get(0).get(0));
    }
}
