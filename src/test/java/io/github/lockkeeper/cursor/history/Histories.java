package io.github.lockkeeper.cursor.history;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random histories. */
public final class Histories {

    private static final int MOST_SOURCES = 5;
    private static final int MOST_STEPS = 120;

    private Histories() {
    }

    /** What happens, and what the binlogs hold. */
    public record History(List<SourceScript> scripts, List<Step> steps) {
    }

    public static Arbitrary<History> any() {
        return Combinators.combine(scripts(), steps()).as(History::new);
    }

    private static Arbitrary<List<SourceScript>> scripts() {
        Arbitrary<Integer> size = Arbitraries.frequency(Tuple.of(2, 0), Tuple.of(4, 1), Tuple.of(2, 2), Tuple.of(2, 3),
                Tuple.of(1, 7), Tuple.of(2, -1));
        return size.list().ofMinSize(1).ofMaxSize(25).list().ofMinSize(1).ofMaxSize(MOST_SOURCES).map(Histories::named);
    }

    private static List<SourceScript> named(List<List<Integer>> sizes) {
        List<SourceScript> scripts = new ArrayList<>();
        for (int source = 0; source < sizes.size(); source++) {
            scripts.add(new SourceScript(source, sizes.get(source)));
        }
        return scripts;
    }

    private static Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> source = Arbitraries.integers().between(0, MOST_SOURCES - 1);
        Arbitrary<Integer> choice = Arbitraries.integers().between(0, 20);
        Arbitrary<Step> step = Arbitraries.frequencyOf(
                Tuple.of(40, Combinators.combine(source, Arbitraries.integers().between(0, 4), Arbitraries.of(true, false))
                        .as(Step.Put::new)),
                Tuple.of(14, Arbitraries.integers().between(1, 8).map(Step.Get::new)),
                Tuple.of(14, Arbitraries.just(new Step.Acknowledge())),
                Tuple.of(4, Arbitraries.just(new Step.Rollback())),
                Tuple.of(3, choice.map(Step.AcknowledgeForgotten::new)),
                Tuple.of(5, source.map(Step.Reconnect::new)),
                Tuple.of(2, source.map(Step.Disconnect::new)),
                Tuple.of(5, Combinators.combine(source, choice).as(Step.Late::new)),
                Tuple.of(6, Arbitraries.just(new Step.Flush())),
                Tuple.of(1, Arbitraries.integers().between(1, 3).map(Step.FailWrites::new)),
                Tuple.of(1, Arbitraries.just(new Step.Restart())),
                Tuple.of(1, Arbitraries.just(new Step.Crash())));
        return step.list().ofMaxSize(MOST_STEPS);
    }
}
