package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.GroupCursor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows how far the consumer has got with each source. */
@Command(name = "positions", header = "Shows the cursor of each source: where its next event will be read.",
        description = "Reads group-cursor.json as it is on disk, which is up to one flush period behind what the"
            + " client has acknowledged.")
public final class PositionsCommand implements Callable<Integer> {
    private static final String FILE = "group-cursor.json";

    private final HomeFolder canalHome;
    private final DestinationReader reader;
    private final JsonText json;
    private final PositionsText text;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final DestinationOptions options = new DestinationOptions();

    @Mixin
    private final HelpOption help = new HelpOption();

    /** @param clock for how long ago something was, and the zone of all times */
    public PositionsCommand(HomeFolder canalHome, DestinationReader reader, JsonText json, Clock clock) {
        this.canalHome = canalHome;
        this.reader = reader;
        this.json = json;
        this.text = new PositionsText(new Moments(clock));
    }

    @Override
    public Integer call() {
        Survey<CursorReading> survey = options.survey(canalHome, FILE, reader::record);
        Answer answer = new Answer(spec.commandLine());
        survey.problems().forEach(answer::problem);
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
