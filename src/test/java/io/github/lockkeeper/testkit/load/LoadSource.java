package io.github.lockkeeper.testkit.load;

import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.util.Map;

/** A server that is written to, in a schema that is named like the source. */
public record LoadSource(String name, MySqlServer server) {

    /** The rows that are there now, less the filtered tables'. */
    public Map<RowKey, Long> state() {
        return tables().state(server);
    }

    Tables tables() {
        return new Tables(name);
    }
}
