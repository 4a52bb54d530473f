package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.Gap;
import java.util.List;
import java.util.Map;

/** Records and entries as JSON text that ends in a line feed, with the fields that they are kept with. */
public interface JsonText {
    String of(GroupCursor record);

    /** An object with each record by the name of its destination. */
    String ofRecords(Map<String, GroupCursor> byDestination);

    String of(Gap entry);

    /** A list. */
    String of(List<Gap> entries);

    /** An object with a list of entries by the name of their destination. */
    String ofEntries(Map<String, List<Gap>> byDestination);
}
