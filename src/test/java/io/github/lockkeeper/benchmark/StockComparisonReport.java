package io.github.lockkeeper.benchmark;

import io.github.lockkeeper.benchmark.StockComparisonRun.Result;
import io.github.lockkeeper.benchmark.StockComparisonRun.Setup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The runs of one kind of parsing: medians, the spread, and the ratios of ours to stock. */
final class StockComparisonReport {

    private final String parsing;
    private final Map<Setup, List<Result>> results = new EnumMap<>(Setup.class);

    StockComparisonReport(String parsing) {
        this.parsing = parsing;
        for (Setup setup : Setup.values()) {
            results.put(setup, new ArrayList<>());
        }
    }

    void add(Setup setup, Result result) {
        results.get(setup).add(result);
    }

    /** Lines of the Markdown table whose head is {@link #head()}. */
    String lines() {
        return line(Setup.STOCK) + line(Setup.LOCKKEEPER) + String.format(Locale.ROOT,
                "| %s | ratio of medians | **%.3f** | pairs: %.3f – %.3f | %.3f |%n", parsing,
                median(Setup.LOCKKEEPER, Result::rowsASecond) / median(Setup.STOCK, Result::rowsASecond),
                pairs().get(0), pairs().get(pairs().size() - 1),
                median(Setup.LOCKKEEPER, Result::cpuMicrosARow) / median(Setup.STOCK, Result::cpuMicrosARow));
    }

    static String head() {
        return "| parsing | | rows/s, median | rows/s, from – to | CPU µs a row, median |\n|---|---|---|---|---|\n";
    }

    private String line(Setup setup) {
        List<Double> rows = sorted(setup, Result::rowsASecond);
        return String.format(Locale.ROOT, "| %s | %s, %d runs | %.0f | %.0f – %.0f | %.1f |%n", parsing,
                setup == Setup.STOCK ? "stock" : "Lockkeeper", rows.size(), median(rows), rows.get(0),
                rows.get(rows.size() - 1), median(setup, Result::cpuMicrosARow));
    }

    /** Ours to stock of each pair of neighbouring runs, in order of size. */
    private List<Double> pairs() {
        List<Result> stock = results.get(Setup.STOCK);
        List<Result> ours = results.get(Setup.LOCKKEEPER);
        return IntStream.range(0, stock.size())
                .mapToObj(i -> ours.get(i).rowsASecond() / stock.get(i).rowsASecond()).sorted().toList();
    }

    private double median(Setup setup, ToDoubleFunction<Result> value) {
        return median(sorted(setup, value));
    }

    private List<Double> sorted(Setup setup, ToDoubleFunction<Result> value) {
        return results.get(setup).stream().mapToDouble(value).sorted().boxed().toList();
    }

    private static double median(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
