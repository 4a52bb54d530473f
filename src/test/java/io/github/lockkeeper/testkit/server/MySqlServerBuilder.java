package io.github.lockkeeper.testkit.server;

import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.Ports;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Settings of a {@link MySqlServer} before its start. */
public final class MySqlServerBuilder {

    private final ServerVersion version;
    private final Map<String, String> options = new LinkedHashMap<>();
    private long serverId;
    private boolean gtid;
    private Path parent;

    MySqlServerBuilder(ServerVersion version) {
        this.version = version;
    }

    /** Default: the port, which is unique among the running ones. */
    public MySqlServerBuilder serverId(long id) {
        this.serverId = id;
        return this;
    }

    /** GTIDs on (MySQL); MariaDB always writes its own. */
    public MySqlServerBuilder gtid() {
        return gtid(true);
    }

    public MySqlServerBuilder gtid(boolean on) {
        this.gtid = on;
        return this;
    }

    /** A line of my.cnf; it wins over the kit's own. */
    public MySqlServerBuilder option(String name, String value) {
        options.put(name, value);
        return this;
    }

    /** Default: below {@code target/it-work}. */
    public MySqlServerBuilder workDir(Path folder) {
        this.parent = folder;
        return this;
    }

    /** Starts it and waits until it answers. */
    public MySqlServer start() {
        ServerFiles files = ServerFiles.of(version);
        int port = Ports.free();
        String name = version.name().toLowerCase(Locale.ROOT) + "-" + port;
        Path workDir = parent == null ? KitPaths.newWorkDir(name) : parent.toAbsolutePath().resolve(name);
        files.copyDataTo(workDir.resolve("data"));
        TextFiles.write(workDir.resolve("my.cnf"), String.join("\n", lines(files.base(), workDir, port)) + "\n");
        MySqlServer server = new MySqlServer(version, files, workDir, port);
        server.start();
        return server;
    }

    private List<String> lines(Path base, Path workDir, int port) {
        List<String> lines = new ArrayList<>(List.of("[mysqld]"));
        lines.addAll(place(base, workDir, port));
        lines.addAll(List.of("server_id=" + (serverId == 0 ? port : serverId),
                "log_bin=mysql-bin", "binlog_format=ROW", "log_slave_updates=ON", "relay_log=relay-bin"));
        lines.addAll(small());
        if (gtid) {
            lines.addAll(version.gtidOptions());
        }
        options.forEach((name, value) -> lines.add(name + "=" + value));
        return lines;
    }

    /** The socket is relative to the data folder: an absolute path may be longer than a socket's name can be. */
    private static List<String> place(Path base, Path workDir, int port) {
        return List.of("basedir=" + base, "lc_messages_dir=" + base.resolve("share"),
                "datadir=" + workDir.resolve("data"), "socket=mysql.sock", "pid_file=mysqld.pid",
                "port=" + port, "bind_address=127.0.0.1", "skip_name_resolve", "skip_ssl", "loose_mysqlx=0",
                "loose_default_authentication_plugin=mysql_native_password");
    }

    /**
     * Small and quick. Redo is written at each commit though not synced (2, not 0): a killed server must not lose a row
     * from its tables that its binlog holds.
     */
    private static List<String> small() {
        return List.of("innodb_flush_log_at_trx_commit=2", "sync_binlog=0", "innodb_doublewrite=0",
                "innodb_use_native_aio=0", "innodb_buffer_pool_size=32M", ServerFiles.REDO_LOG_SIZE,
                "performance_schema=OFF", "max_connections=200", "character_set_server=utf8mb4");
    }
}
