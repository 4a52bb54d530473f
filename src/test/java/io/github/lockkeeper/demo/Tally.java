package io.github.lockkeeper.demo;

import io.github.lockkeeper.testkit.load.LedgerEntry;
import io.github.lockkeeper.testkit.stream.RowEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many changes each source has written, and how many of them the client holds. A source's schema has its name. */
record Tally(Map<String, Count> sources) {

    /** Of one source. */
    record Count(long written, long held) {

        long lacking() {
            return written - held;
        }
    }

    static Tally now(Stage stage) {
        // The client first: it cannot hold what is not written yet.
        Map<String, Long> held = stage.client() == null ? Map.of() : stage.client().record().held().stream()
                .map(RowEvent::change).collect(Collectors.groupingBy(change -> change.key().schema(),
                        Collectors.counting()));
        Map<String, Long> written = stage.load().ledger().expected().stream()
                .collect(Collectors.groupingBy(LedgerEntry::source, Collectors.counting()));
        Map<String, Count> counts = new LinkedHashMap<>();
        stage.sources().forEach(source -> counts.put(source.name(),
                new Count(written.getOrDefault(source.name(), 0L), held.getOrDefault(source.name(), 0L))));
        return new Tally(counts);
    }

    Count of(String source) {
        return sources.get(source);
    }

    long written() {
        return sources.values().stream().mapToLong(Count::written).sum();
    }

    long held() {
        return sources.values().stream().mapToLong(Count::held).sum();
    }

    /** What the client holds of what was written. */
    @Override
    public String toString() {
        return sources.entrySet().stream().map(entry -> String.format(Locale.ROOT, "%s %,d of %,d", entry.getKey(),
                entry.getValue().held(), entry.getValue().written())).collect(Collectors.joining(", "));
    }
}
