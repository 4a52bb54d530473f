package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.alibaba.otter.canal.parse.driver.mysql.MysqlConnector;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The connection of an attempt")
class DumpConnectionTest {

    private final AtomicInteger connects = new AtomicInteger();
    private boolean killed = true;
    private final MysqlConnector connector = new MysqlConnector() {
        @Override
        public void reconnect() {
            connects.incrementAndGet();
        }

        @Override
        public void disconnect() {
            killed = isDumping();
        }

        @Override
        public MysqlConnector fork() {
            return new MysqlConnector();
        }
    };
    private final MysqlConnection built = new MysqlConnection();
    private final DumpConnection connection;

    DumpConnectionTest() {
        built.setConnector(connector);
        built.setSlaveId(77);
        built.setCharset(StandardCharsets.ISO_8859_1);
        built.setAuthInfo(new AuthenticationInfo());
        connection = DumpConnection.of(built, new AtomicLong());
    }

    @Test
    @DisplayName("is that which the host has built")
    void asBuilt() {
        assertThat(connection.getConnector()).isSameAs(connector);
        assertThat(connection.getSlaveId()).isEqualTo(77);
        assertThat(connection.getCharset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(connection.getAuthInfo()).isSameAs(built.getAuthInfo());
    }

    @Test
    @DisplayName("I10: the check is made on the new connection, once, and what it refuses is refused")
    void check() throws IOException {
        connection.reconnect();
        AtomicInteger checkedAt = new AtomicInteger();
        connection.checkBeforeDump(() -> checkedAt.set(connects.get()));
        connection.reconnect();
        connection.reconnect();
        assertThat(connects).hasValue(3);
        assertThat(checkedAt).hasValue(2);
        connection.checkBeforeDump(() -> {
            throw new IOException("another one");
        });
        assertThatExceptionOfType(IOException.class).isThrownBy(connection::reconnect).withMessage("another one");
        connection.reconnect();
    }

    @Test
    @DisplayName("I19: nothing more is said to a server that does not answer: the host would connect again for a KILL")
    void abandoned() {
        connector.setDumping(true);
        SourceEventParser.abandon(connection);
        assertThat(killed).isFalse();
    }

    @Test
    @DisplayName("I16: knows what its own thread has connected beside it, and not what others have")
    void beside() throws InterruptedException {
        assertThat(connection.beside()).isEmpty();
        MysqlConnection hosts = connection.fork();
        Thread probe = new Thread(connection::fork);
        probe.start();
        probe.join(10_000);
        assertThat(connection.beside().orElseThrow()).isSameAs(hosts);
    }
}
