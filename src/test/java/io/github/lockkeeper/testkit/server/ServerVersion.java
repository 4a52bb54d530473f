package io.github.lockkeeper.testkit.server;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The database servers that the build fetched, and what differs between them. */
public enum ServerVersion {

    V57("mysql-5.7", "mysql"),
    V80("mysql-8.0", "mysql"),
    /**
     * 11.4. Events inside a transaction carry the end position 0 there, so Canal's headers hold negative offsets; and
     * Canal 1.1.4 fails at its DDLs and sees no BEGIN.
     */
    MARIADB("mariadb-11.4", "mariadb"),
    MARIADB_1011("mariadb-10.11", "mariadb");

    private final String folder;
    private final String jdbcScheme;

    ServerVersion(String folder, String jdbcScheme) {
        this.folder = folder;
        this.jdbcScheme = jdbcScheme;
    }

    /** The folder's name below {@code target/servers}. */
    String folder() {
        return folder;
    }

    /** Whether a DDL survives a kill in its middle. Before 8.0 MySQL may lose the table with it. */
    public boolean hasAtomicDdl() {
        return this != V57;
    }

    public boolean isMariaDb() {
        return jdbcScheme.equals("mariadb");
    }

    /**
     * A new connection. The driver is named, not looked up: Canal's own dependencies bring an older MySQL driver, and
     * which of the two the lookup takes depends on the order of the class path.
     */
    Connection connect(int port, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", "120000");
        properties.setProperty("sslMode", isMariaDb() ? "disable" : "DISABLED");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        Driver driver = isMariaDb() ? new org.mariadb.jdbc.Driver() : new com.mysql.cj.jdbc.Driver();
        return driver.connect("jdbc:" + jdbcScheme + "://127.0.0.1:" + port + "/", properties);
    }

    /** MariaDB always writes GTIDs; MySQL must be told. */
    List<String> gtidOptions() {
        List<String> options = new ArrayList<>();
        if (!isMariaDb()) {
            options.add("gtid_mode=ON");
            options.add("enforce_gtid_consistency=ON");
        }
        return options;
    }
}
