package io.github.lockkeeper.benchmark;

import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.host.StockTemplate;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run: a fresh home and a fresh Canal process, which sends all rows of all servers to one client. */
final class StockComparisonRun {

    /** What is compared. */
    enum Setup { STOCK, LOCKKEEPER }

    /** Throughput as the client sees it, and what the Canal process spent for it. */
    record Result(double rowsASecond, double cpuMicrosARow) {
    }

    private static final String DESTINATION = "bench";
    /**
     * Entries in the store, four times the default. Each request of the client costs it some 40 ms, which it waits for
     * the server's TCP acknowledgement; with less in the store that wait would be all that is measured.
     */
    private static final String STORE_SIZE = "65536";
    /** The clock starts when this part has arrived: before, the JVM compiles more than it works. */
    private static final double WARM_UP = 0.4;

    private final List<MySqlServer> servers;
    private final long entries;
    private final boolean parallel;
    private final List<String> jvmOptions;

    StockComparisonRun(List<MySqlServer> servers, long rows, boolean parallel, List<String> jvmOptions) {
        this.servers = servers;
        this.entries = rows / StockComparisonLoad.ROWS_A_TRANSACTION * StockComparisonLoad.ENTRIES_A_TRANSACTION;
        this.parallel = parallel;
        this.jvmOptions = jvmOptions;
    }

    Result run(Setup setup) {
        CanalHome home = home(setup).set("canal.instance.parser.parallel", String.valueOf(parallel));
        List<String> options = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-XX:TieredStopAtLevel=4"));
        options.addAll(jvmOptions);
        try (CanalServer canal = CanalServer.start(home, options.toArray(String[]::new))) {
            Clock clock = new Clock(canal.pid());
            new StockComparisonClient(canal.address(), DESTINATION).read(entries, clock::counted);
            return clock.result();
        }
    }

    /** Both keep their cursors in files; both start where the first binlog starts. */
    private CanalHome home(Setup setup) {
        Map<String, String> properties = new LinkedHashMap<>(
                Map.of("canal.instance.dbUsername", "canal", "canal.instance.dbPassword", "canal"));
        for (int number = 1; number <= servers.size(); number++) {
            String master = "canal.instance.master" + number;
            properties.put(master + ".address", servers.get(number - 1).address());
            if (setup == Setup.STOCK) {
                properties.put(master + ".journal.name", StockComparisonLoad.FIRST_FILE);
                properties.put(master + ".position", "4");
            }
        }
        if (setup == Setup.LOCKKEEPER) {
            properties.put("canal.instance.group.start", "earliest");
        }
        CanalHome home = CanalHome.create().set("canal.instance.memory.buffer.size", STORE_SIZE);
        return (setup == Setup.STOCK ? home.useStock(StockTemplate.group(servers.size(), StockTemplate.Cursor.FILE))
                : home.installPlugin()).destination(DESTINATION, properties);
    }

    /** Takes the time and the process's CPU time between the end of the warm-up and the last row. */
    private final class Clock {

        private final ProcessHandle process;
        private long seenAtStart;
        private long startNanos;
        private Duration startCpu;
        private Result result;

        Clock(long pid) {
            process = ProcessHandle.of(pid).orElseThrow();
        }

        void counted(long seen) {
            if (startNanos == 0 && seen >= entries * WARM_UP) {
                seenAtStart = seen;
                startCpu = cpu();
                startNanos = System.nanoTime();
            } else if (seen >= entries) {
                double seconds = (System.nanoTime() - startNanos) / 1e9;
                double rows = (double) (seen - seenAtStart) * StockComparisonLoad.ROWS_A_TRANSACTION
                        / StockComparisonLoad.ENTRIES_A_TRANSACTION;
                result = new Result(rows / seconds, cpu().minus(startCpu).toNanos() / 1e3 / rows);
            }
        }

        Result result() {
            return result;
        }

        private Duration cpu() {
            return process.info().totalCpuDuration().orElseThrow();
        }
    }
}
