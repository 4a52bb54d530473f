package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** N10: the owner of a destination pings, and nobody else. */
class OwnersPingTest {

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicBoolean owner = new AtomicBoolean(true);
    private final MysqlConnection fork = new MysqlConnection();
    private MysqlConnection pinged;

    private OwnersPing ping() {
        MysqlConnection connection = new MysqlConnection() {
            @Override
            public MysqlConnection fork() {
                return fork;
            }
        };
        return OwnersPing.over(connection, given -> {
            // As the host does it.
            pinged = given.fork();
            return new TimerTask() {
                @Override
                public void run() {
                    sent.incrementAndGet();
                }
            };
        }, owner::get);
    }

    @Test
    @DisplayName("sends while it is certain that the destination is ours, and again when it is certain again")
    void onlyTheOwner() {
        OwnersPing ping = ping();
        ping.run();
        owner.set(false);
        ping.run();
        assertThat(sent).hasValue(1);
        owner.set(true);
        ping.run();
        assertThat(sent).hasValue(2);
    }

    @Test
    @DisplayName("the connection that is to be closed is the one that the host's task pings on")
    void connection() {
        OwnersPing ping = ping();
        assertThat(ping.connection()).isSameAs(fork).isSameAs(pinged);
    }
}
