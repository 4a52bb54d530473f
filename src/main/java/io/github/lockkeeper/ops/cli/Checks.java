package io.github.lockkeeper.ops.cli;

/** What people should check where something cannot be read: sentences. */
public final class Checks {
    public static final String DISK =
            "Check that its disk is mounted, and run this command as the user who runs Canal.";

    public static final String ZOOKEEPER = "Check that these are the servers of canal.zkServers, that they have a quorum"
            + " and can be reached from here, and that canal.instance.group.zookeeper.auth shows somebody who may read"
            + " there. --zookeeper and --zookeeper-auth come before the property files.";

    private Checks() {
    }
}
