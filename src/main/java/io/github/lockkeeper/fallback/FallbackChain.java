package io.github.lockkeeper.fallback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The policies of a source, tried in order: the first one that knows a way decides. Immutable. */
public final class FallbackChain {

    private final List<FallbackStep> steps;

    private FallbackChain(List<FallbackStep> steps) {
        this.steps = Collections.unmodifiableList(new ArrayList<>(steps));
    }

    public static FallbackChain of(FallbackStep... steps) {
        return new FallbackChain(Arrays.asList(steps));
    }

    /**
     * @param text names separated by commas: {@code gtid,standby,timestamp,earliest}
     * @throws IllegalArgumentException if one is unknown or comes twice, if there is none, or if one follows
     *         {@code halt} or {@code latest}, which always decide
     */
    public static FallbackChain parse(String text) {
        List<FallbackStep> steps = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            FallbackStep step = step(name.trim());
            if (steps.contains(step)) {
                throw new IllegalArgumentException("'" + step + "' comes twice");
            }
            if (!steps.isEmpty() && isLast(steps.get(steps.size() - 1))) {
                throw new IllegalArgumentException("'" + step + "' behind '" + steps.get(steps.size() - 1)
                        + "' is never reached");
            }
            steps.add(step);
        }
        return new FallbackChain(steps);
    }

    private static FallbackStep step(String name) {
        return Arrays.stream(FallbackStep.values())
                .filter(step -> step.toString().equals(name.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no policy; they are "
                        + Arrays.stream(FallbackStep.values()).map(FallbackStep::toString)
                                .collect(Collectors.joining(", "))));
    }

    private static boolean isLast(FallbackStep step) {
        return step == FallbackStep.HALT || step == FallbackStep.LATEST;
    }

    /** Empty where no policy knows a way: the source halts. */
    public Optional<FallbackDecision> decide(FallbackCase source) {
        for (FallbackStep step : steps) {
            if (step == FallbackStep.HALT) {
                return Optional.empty();
            }
            Optional<FallbackDecision> decision = policy(step).decide(source);
            if (decision.isPresent()) {
                return decision;
            }
        }
        return Optional.empty();
    }

    private static FallbackPolicy policy(FallbackStep step) {
        switch (step) {
            case GTID:
                return new ByGtid();
            case STANDBY:
                return new ByStandby();
            case TIMESTAMP:
                return new ByTimestamp();
            case EARLIEST:
                return new ByEarliest();
            default:
                return new ByLatest();
        }
    }

    public List<FallbackStep> steps() {
        return steps;
    }

    public boolean has(FallbackStep step) {
        return steps.contains(step);
    }

    /** As it is written in properties. */
    @Override
    public String toString() {
        return steps.stream().map(FallbackStep::toString).collect(Collectors.joining(","));
    }
}
