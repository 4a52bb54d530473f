package io.github.lockkeeper.scenario.embedded;

import io.github.lockkeeper.testkit.server.MySqlServer;
import java.util.List;

/** Real replication from one of the kit's servers to another. */
public final class Replication {

    private static final int BOUND_SECONDS = 40;

    private final MySqlServer master;
    private final MySqlServer replica;

    private Replication(MySqlServer master, MySqlServer replica) {
        this.master = master;
        this.replica = replica;
    }

    /** By GTID; the replica is to be empty. */
    public static Replication byGtid(MySqlServer master, MySqlServer replica) {
        return started(master, replica, "MASTER_AUTO_POSITION=1");
    }

    /** From the beginning of the master's first binlog. */
    static Replication byPosition(MySqlServer master, MySqlServer replica) {
        return started(master, replica, "MASTER_LOG_FILE='mysql-bin.000001', MASTER_LOG_POS=4");
    }

    private static Replication started(MySqlServer master, MySqlServer replica, String from) {
        replica.execute("CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + master.port()
                + ", MASTER_USER='canal', MASTER_PASSWORD='canal', MASTER_CONNECT_RETRY=1, " + from, "START SLAVE");
        return new Replication(master, replica);
    }

    /** Waits until the replica has all that the master has. */
    public Replication awaitCaughtUp() {
        List<String> end = master.query("SHOW MASTER STATUS").get(0);
        String answer = replica.query("SELECT MASTER_POS_WAIT('" + end.get(0) + "', " + end.get(1) + ", "
                + BOUND_SECONDS + ")").get(0).get(0);
        if (answer == null || answer.equals("-1")) {
            throw new IllegalStateException("the replica does not follow: " + replica.query("SHOW SLAVE STATUS"));
        }
        return this;
    }

    /** The replica stands alone from now on. */
    public void end() {
        replica.execute("STOP SLAVE");
    }
}
