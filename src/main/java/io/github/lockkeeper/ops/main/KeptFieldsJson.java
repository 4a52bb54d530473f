package io.github.lockkeeper.ops.main;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.ops.cli.JsonText;
import io.github.lockkeeper.persistence.json.ShownJson;
import java.util.List;
import java.util.Map;

/** JSON with the fields of the files. */
final class KeptFieldsJson implements JsonText {
    @Override
    public String of(GroupCursor record) {
        return ShownJson.of(record);
    }

    @Override
    public String ofRecords(Map<String, GroupCursor> byDestination) {
        return ShownJson.ofRecords(byDestination);
    }

    @Override
    public String of(Gap entry) {
        return ShownJson.of(entry);
    }

    @Override
    public String of(List<Gap> entries) {
        return ShownJson.of(entries);
    }

    @Override
    public String ofEntries(Map<String, List<Gap>> byDestination) {
        return ShownJson.ofEntries(byDestination);
    }
}
