package io.github.lockkeeper.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long a source takes to go on when its binlogs are gone: from its first connection after the start of the host to
 * the first row that the client has, next to the same start where nothing is missing; and how long the decision alone
 * takes on a server with many binlogs. Not a test; the README has the command. Options, as {@code key=value}:
 * {@code runs} of each, {@code files} on the server of the decisions.
 */
public final class HealTimes {

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final int runs;
    private final int files;

    private HealTimes(List<String> arguments) {
        this.runs = option(arguments, "runs", 20);
        this.files = option(arguments, "files", 200);
    }

    public static void main(String[] arguments) {
        new HealTimes(List.of(arguments)).run();
    }

    private static int option(List<String> arguments, String name, int byDefault) {
        return arguments.stream().filter(argument -> argument.startsWith(name + "="))
                .map(argument -> Integer.parseInt(argument.substring(name.length() + 1)))
                .reduce((first, last) -> last).orElse(byDefault);
    }

    private void run() {
        out.printf("%d processors, Java %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
        Map<String, Supplier<Duration>> cases = new LinkedHashMap<>();
        try (HealTimesGroup group = new HealTimesGroup(); HealTimesDecision decision = new HealTimesDecision(files)) {
            cases.put("one source, nothing missing", group::nothingMissing);
            cases.put("one source, purged while Canal was down", group::purged);
            cases.put("one source, its address leads to a replica, with GTIDs", group::replica);
            cases.put("the first of four sources, nothing missing", group::firstOfFour);
            cases.put("the first of four sources, the other three purged", group::firstOfFourOthersPurged);
            cases.put("decision: purged, " + files + " binlogs, without GTIDs", decision::purged);
            cases.put("decision: purged, " + files + " binlogs, with GTIDs", decision::purgedWithGtids);
            cases.put("decision: another server, " + files + " binlogs, by time", decision::anotherServer);
            measure(cases);
        }
    }

    /**
     * In turns, so that whatever else the machine does falls on all. The first round is not counted: classes are loaded
     * and compiled in it.
     */
    private void measure(Map<String, Supplier<Duration>> cases) {
        Map<String, List<Duration>> times = new LinkedHashMap<>();
        cases.keySet().forEach(what -> times.put(what, new ArrayList<>()));
        for (int round = 0; round <= runs; round++) {
            out.printf(Locale.ROOT, "round %d of %d (load average: %.1f)%n", round, runs,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            cases.forEach((what, once) -> times.get(what).add(once.get()));
        }
        out.println("| | Runs | Median | Longest |\n| --- | --- | --- | --- |");
        times.forEach((what, all) -> out.println(line(what, all.subList(1, all.size()))));
    }

    private static String line(String what, List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return String.format(Locale.ROOT, "| %s | %d | %d ms | %d ms |", what, sorted.size(),
                median(sorted).toMillis(), sorted.get(sorted.size() - 1).toMillis());
    }

    private static Duration median(List<Duration> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : sorted.get(half - 1).plus(sorted.get(half)).dividedBy(2);
    }
}
