package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import java.util.TimerTask;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The host's ping of a server, sent only while it is certain that this server owns the destination. Two servers that
 * write heartbeats would hide that one of them is dead.
 */
final class OwnersPing extends TimerTask {

    private final TimerTask hosts;
    private final MysqlConnection connection;
    private final BooleanSupplier isOwner;

    private OwnersPing(TimerTask hosts, MysqlConnection connection, BooleanSupplier isOwner) {
        this.hosts = hosts;
        this.connection = connection;
        this.isOwner = isOwner;
    }

    /**
     * @param connection a connection to the server; the ping gets one of its own, a fork of it
     * @param hosts      makes the host's task from a connection, which it forks; the host closes the fork only if the
     *                   task is its own, so it is made here and closed with {@link #connection()}
     */
    static OwnersPing over(MysqlConnection connection, Function<MysqlConnection, TimerTask> hosts,
                           BooleanSupplier isOwner) {
        MysqlConnection own = connection.fork();
        TimerTask task = hosts.apply(new MysqlConnection() {
            @Override
            public MysqlConnection fork() {
                return own;
            }
        });
        return new OwnersPing(task, own, isOwner);
    }

    /** That the ping is sent on, to be closed when it ends; perhaps never opened. */
    MysqlConnection connection() {
        return connection;
    }

    @Override
    public void run() {
        if (isOwner.getAsBoolean()) {
            hosts.run();
        }
    }
}
