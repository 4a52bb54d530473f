package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.GroupCursor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows how far the consumer has got with each source. */
@Command(name = "positions", header = "Shows the cursor of each source: where its next event will be read.",
        description = "Reads group-cursor.json, or the record in ZooKeeper, as it is kept: up to one flush period behind"
            + " what the client has acknowledged.")
public final class PositionsCommand implements Callable<Integer> {
    private static final String WHAT = "record of cursors";

    private final HomeFolder canalHome;
    private final Supplier<DestinationStores> opening;
    private final JsonText json;
    private final PositionsText text;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final DestinationOptions options = new DestinationOptions();

    @Mixin
    private final HelpOption help = new HelpOption();

    /**
     * @param opening gives the stores of one call, which are closed at its end
     * @param clock for how long ago something was, and the zone of all times
     */
    public PositionsCommand(HomeFolder canalHome, Supplier<DestinationStores> opening, JsonText json, Clock clock) {
        this.canalHome = canalHome;
        this.opening = opening;
        this.json = json;
        this.text = new PositionsText(new Moments(clock));
    }

    @Override
    public Integer call() {
        try (DestinationStores stores = opening.get()) {
            return answer(options.survey(canalHome, stores, WHAT, DestinationStore::record));
        }
    }

    private int answer(Survey<CursorReading> survey) {
        Answer answer = new Answer(spec.commandLine());
        survey.problems().forEach(answer::problem);
        survey.remarks().forEach(answer::remark);
        survey.found().values().forEach(reading -> reading.warning().ifPresent(answer::problem));
        answer.print(options.json() ? asJson(survey.found()) : text.of(survey.found()));
        return answer.exitCode();
    }

    private String asJson(Map<String, CursorReading> found) {
        Map<String, GroupCursor> records = new LinkedHashMap<>();
        found.forEach((destination, reading) -> records.put(destination, reading.record()));
        return options.isOne() ? records.values().stream().map(json::of).findFirst().orElse("")
                : json.ofRecords(records);
    }
}
