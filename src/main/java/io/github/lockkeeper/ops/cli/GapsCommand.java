package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapReading;
import io.github.lockkeeper.gap.GapStatus;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the journal: the moves of sources that were not the plain next event. */
@Command(name = "gaps", header = "Shows the journal: where sources began or moved, and what that left out.",
        description = "Reads group-gaps.jsonl, or the entries in ZooKeeper, as they are kept. A last line that is not"
            + " whole is told and left alone.")
public final class GapsCommand implements Callable<Integer> {
    private static final String WHAT = "journal";
    private static final Set<GapStatus> TO_BE_LOOKED_AT = EnumSet.of(GapStatus.UNCONFIRMED, GapStatus.OPEN);

    private final HomeFolder canalHome;
    private final Supplier<DestinationStores> opening;
    private final JsonText json;
    private final Moments moments;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final DestinationOptions options = new DestinationOptions();

    @Option(names = "--source", paramLabel = "NAME", description = "Only the entries of this source.")
    private String source;

    @Option(names = "--open", description = "Only entries that are UNCONFIRMED or OPEN.")
    private boolean open;

    @Option(names = "--id", paramLabel = "N", description = "Only the entry with this number, in full, with its"
            + " revisions. Needs the destination if several have a journal.")
    private Long id;

    @Mixin
    private final HelpOption help = new HelpOption();

    /**
     * @param opening gives the stores of one call, which are closed at its end
     * @param clock for how long ago something was, and the zone of all times
     */
    public GapsCommand(HomeFolder canalHome, Supplier<DestinationStores> opening, JsonText json, Clock clock) {
        this.canalHome = canalHome;
        this.opening = opening;
        this.json = json;
        this.moments = new Moments(clock);
    }

    @Override
    public Integer call() {
        if (id != null && (source != null || open)) {
            throw wrong("--id names one entry: --source and --open do not go with it");
        }
        try (DestinationStores stores = opening.get()) {
            return answer(options.survey(canalHome, stores, WHAT, GapsCommand::journal));
        }
    }

    private int answer(Survey<GapReading> survey) {
        Answer answer = new Answer(spec.commandLine());
        survey.problems().forEach(answer::problem);
        survey.remarks().forEach(answer::remark);
        survey.found().values().forEach(reading -> reading.remark().ifPresent(answer::remark));
        answer.print(id == null ? listed(survey.found()) : single(survey.found()));
        otherSources(survey.found()).ifPresent(answer::remark);
        return answer.exitCode();
    }

    /** A destination that has run without anything to write down has no journal yet, but it has a record. */
    private static Optional<GapReading> journal(DestinationStore store) {
        Optional<GapReading> journal = store.journal();
        return journal.isPresent() ? journal : store.record().map(
                record -> GapReading.of(Collections.emptyList(), store.place(), Optional.empty()));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private String listed(Map<String, GapReading> found) {
        Map<String, List<Gap>> entries = new LinkedHashMap<>();
        found.forEach((destination, reading) -> entries.put(destination, chosen(reading.entries())));
        if (options.json()) {
            return options.isOne() ? entries.values().stream().map(json::of).findFirst().orElse("")
                    : json.ofEntries(entries);
        }
        GapsText text = new GapsText(moments);
        return entries.keySet().stream().map(destination -> text.of(destination, found.get(destination).place(),
                entries.get(destination))).collect(Collectors.joining("\n"));
    }

    private List<Gap> chosen(List<Gap> entries) {
        return entries.stream().filter(entry -> source == null || entry.source().value().equals(source))
                .filter(entry -> !open || TO_BE_LOOKED_AT.contains(entry.status())).collect(Collectors.toList());
    }

    private String single(Map<String, GapReading> found) {
        if (found.size() > 1) {
            throw wrong("each destination has entries of its own: name one of " + String.join(", ", found.keySet()));
        }
        return found.entrySet().stream().map(only -> single(only.getKey(), only.getValue())).findFirst().orElse("");
    }

    private String single(String destination, GapReading reading) {
        Gap entry = reading.entries().stream().filter(some -> some.id() == id).findFirst()
                .orElseThrow(() -> new CommandFailure(
                        reading.place() + " has no entry " + id + ". Without --id all of them are shown."));
        return options.json() ? json.of(entry) : new GapEntryText(moments).of(destination, entry);
    }

    /** A name that was mistyped looks like a source that never lost anything. */
    private Optional<String> otherSources(Map<String, GapReading> found) {
        Set<String> names = found.values().stream().flatMap(reading -> reading.entries().stream())
                .map(entry -> entry.source().value()).collect(Collectors.toCollection(TreeSet::new));
        return source == null || names.isEmpty() || names.contains(source) ? Optional.empty()
                : Optional.of("no entry is of the source " + source + "; there are some of " + String.join(", ", names));
    }
}
