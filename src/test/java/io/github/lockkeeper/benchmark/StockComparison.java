package io.github.lockkeeper.benchmark;

import io.github.lockkeeper.benchmark.StockComparisonRun.Result;
import io.github.lockkeeper.benchmark.StockComparisonRun.Setup;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.ServerVersion;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows a second through the stock group template and through ours: the same Canal, servers, binlogs and client, runs in
 * pairs, so that whatever else the machine does falls on both. Not a test; the README has the command. Options, as
 * {@code key=value}: {@code rows} of each server, {@code pairs}, {@code parsing} (serial, parallel or both),
 * {@code gtid} (true or false), {@code jvm} (an option of the Canal process, may be repeated).
 */
public final class StockComparison {

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<String> arguments;
    private final int rows;
    private final int pairs;

    private StockComparison(List<String> arguments) {
        this.arguments = arguments;
        this.rows = Integer.parseInt(option("rows", "500000"));
        this.pairs = Integer.parseInt(option("pairs", "8"));
    }

    public static void main(String[] arguments) {
        new StockComparison(List.of(arguments)).run();
    }

    private void run() {
        boolean gtid = Boolean.parseBoolean(option("gtid", "true"));
        try (MySqlServer one = MySqlServer.of(ServerVersion.V57).gtid(gtid).start();
                MySqlServer two = MySqlServer.of(ServerVersion.V80).gtid(gtid).start()) {
            List<MySqlServer> servers = List.of(one, two);
            servers.forEach(server -> StockComparisonLoad.fill(server, rows));
            out.printf("2 sources with %d rows each, gtid_mode=%s, %d processors, Java %s%n", rows,
                    gtid ? "ON" : "OFF", Runtime.getRuntime().availableProcessors(), Runtime.version());
            StringBuilder table = new StringBuilder(StockComparisonReport.head());
            for (String parsing : option("parsing", "serial,parallel").split(",")) {
                table.append(compare(parsing, servers).lines());
            }
            out.println(table);
        }
    }

    private StockComparisonReport compare(String parsing, List<MySqlServer> servers) {
        StockComparisonRun runs = new StockComparisonRun(servers, (long) rows * servers.size(),
                parsing.equals("parallel"), options("jvm"));
        StockComparisonReport report = new StockComparisonReport(parsing);
        for (int pair = 0; pair < pairs; pair++) {
            // In turns, so that neither is always the first of a pair.
            for (Setup setup : pair % 2 == 0 ? List.of(Setup.STOCK, Setup.LOCKKEEPER)
                    : List.of(Setup.LOCKKEEPER, Setup.STOCK)) {
                report.add(setup, measured(parsing, setup, runs));
            }
        }
        return report;
    }

    private Result measured(String parsing, Setup setup, StockComparisonRun runs) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Result result = runs.run(setup);
        out.printf(Locale.ROOT, "%-8s %-10s %7.0f rows/s %6.1f µs CPU a row   (load average before: %.1f)%n",
                parsing, setup, result.rowsASecond(), result.cpuMicrosARow(), load);
        return result;
    }

    private String option(String name, String byDefault) {
        List<String> given = options(name);
        return given.isEmpty() ? byDefault : given.get(given.size() - 1);
    }

    private List<String> options(String name) {
        List<String> values = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith(name + "=")) {
                values.add(argument.substring(name.length() + 1));
            }
        }
        return values;
    }
}
