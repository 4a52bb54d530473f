package io.github.lockkeeper.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The servers are what the scenarios take them for. */
class MySqlServerIT {

    @ParameterizedTest
    @EnumSource(ServerVersion.class)
    void keeps_port_identity_and_rows_over_a_kill(ServerVersion version) {
        try (MySqlServer server = MySqlServer.of(version).gtid().start()) {
            List<List<String>> identity = server.query("SELECT @@global.server_id, @@global.port");
            server.execute("CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY)",
                    "INSERT INTO shop.t VALUES (1)");
            server.kill();
            assertThat(server.alive()).isFalse();
            server.restart();
            assertThat(server.query("SELECT id FROM shop.t")).containsExactly(List.of("1"));
            assertThat(server.query("SELECT @@global.server_id, @@global.port")).isEqualTo(identity);
            assertThat(server.binlogFiles()).containsExactly("mysql-bin.000001", "mysql-bin.000002");
        }
    }

    @ParameterizedTest
    @EnumSource(ServerVersion.class)
    void lets_canal_in_and_takes_options(ServerVersion version) throws Exception {
        try (MySqlServer server = MySqlServer.of(version).serverId(7).option("binlog_checksum", "NONE").start();
                Connection canal = version.connect(server.port(), "canal", "canal")) {
            assertThat(canal.isValid(1)).isTrue();
            assertThat(server.query("SELECT @@global.server_id, @@global.binlog_checksum, @@global.binlog_format"))
                    .containsExactly(List.of("7", "NONE", "ROW"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = ServerVersion.class, names = {"V57", "V80"})
    void servers_of_one_version_differ_in_uuid_and_have_gtids(ServerVersion version) {
        try (MySqlServer one = MySqlServer.of(version).gtid().start(); MySqlServer two = MySqlServer.of(version).start()) {
            assertThat(one.query("SELECT @@global.server_uuid")).isNotEqualTo(two.query("SELECT @@global.server_uuid"));
            assertThat(one.query("SELECT @@global.gtid_mode, @@global.gtid_executed")).containsExactly(List.of("ON", ""));
            assertThat(two.query("SELECT @@global.gtid_mode")).containsExactly(List.of("OFF"));
        }
    }
}
