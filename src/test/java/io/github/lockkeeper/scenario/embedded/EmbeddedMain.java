package io.github.lockkeeper.scenario.embedded;

import java.nio.file.Path;

/**
 * An embedded host in a JVM of its own, so that it may be of another version: takes rows from two sources until it
 * holds as many as it was told to, and tells them.
 */
public final class EmbeddedMain {

    private EmbeddedMain() {
    }

    /** Arguments: data directory, two addresses, parallel, number of rows. */
    public static void main(String[] args) {
        try (EmbeddedHost host = new EmbeddedHost(Path.of(args[0]))) {
            host.sources(args[1], args[2]).set("canal.instance.group.names", "orders,trades")
                    .set("canal.instance.parser.parallel", args[3]).start();
            EmbeddedClient client = new EmbeddedClient(host).subscribe().drainUntilHeld(Integer.parseInt(args[4]));
            System.out.println("HELD " + String.join(",", client.held()));
        }
        System.exit(0);
    }
}
