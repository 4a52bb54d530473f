package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.SourceName;
import java.util.Map;
import java.util.stream.Collectors;

/** Records as tables. */
final class PositionsText {
    private final Moments moments;

    PositionsText(Moments moments) {
        this.moments = moments;
    }

    /** @param readings by destination */
    String of(Map<String, CursorReading> readings) {
        return readings.entrySet().stream().map(reading -> of(reading.getKey(), reading.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private String of(String destination, CursorReading reading) {
        String title = Shown.line("destination " + destination + ", " + reading.place()) + "\n";
        Map<SourceName, SourceCursor> retired = reading.record().retired();
        return title + (reading.record().sources().isEmpty() ? "no source has a cursor yet\n"
                : table(reading.record().sources()))
                + (retired.isEmpty() ? "" : "retired, because not configured any more:\n" + table(retired));
    }

    private String table(Map<SourceName, SourceCursor> cursors) {
        TextTable table = new TextTable("SOURCE", "NEXT EVENT", "LAST TRANSACTION", "GTIDS", "SERVER", "ADDRESS");
        cursors.forEach((source, cursor) -> {
            BinlogOffset offset = cursor.offset();
            table.row(source.value(), offset.coordinates().toString(),
                    moments.withAgeOfSeconds(offset.timestampSeconds()), PlaceText.cut(offset.gtids()),
                    PlaceText.cut(cursor.identity()), cursor.address().isEmpty() ? PlaceText.UNKNOWN : cursor.address());
        });
        return table.text();
    }
}
