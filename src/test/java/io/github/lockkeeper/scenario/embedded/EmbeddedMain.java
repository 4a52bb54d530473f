package io.github.lockkeeper.scenario.embedded;

import com.alibaba.otter.canal.instance.core.CanalInstance;
import io.github.lockkeeper.canal.parse.SourceEventParser;
import java.io.File;
import java.nio.file.Path;
import java.security.CodeSource;

/**
 * An embedded host in a JVM of its own, so that it may be of another version and may be killed: takes rows from two
 * sources and tells each one that it has acknowledged, until it is ended. {@link HostProcess} runs it.
 */
public final class EmbeddedMain {

    private EmbeddedMain() {
    }

    /** Arguments: data directory, two addresses, parallel; or data directory and the address of a canal-admin. */
    public static void main(String[] args) {
        System.out.println(HostProcess.RUNS + "java=" + ProcessHandle.current().info().command().orElse("")
                + " host=" + jar(CanalInstance.class) + " plugin=" + jar(SourceEventParser.class));
        try (EmbeddedHost host = new EmbeddedHost(Path.of(args[0]))) {
            if (args.length == 2) {
                host.managedBy(args[1]).start();
            } else {
                host.sources(args[1], args[2]).set("canal.instance.group.names", "orders,trades")
                        .set("canal.instance.parser.parallel", args[3]).start();
            }
            EmbeddedClient client = new EmbeddedClient(host).subscribe();
            while (!Thread.currentThread().isInterrupted()) {
                EmbeddedClient.Batch batch = client.get(10);
                if (batch.id() >= 0) {
                    client.ack(batch);
                    batch.rows().forEach(row -> System.out.println(HostProcess.HELD + row));
                }
            }
        }
    }

    private static String jar(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return new File(source.getLocation().getPath()).getName();
    }
}
