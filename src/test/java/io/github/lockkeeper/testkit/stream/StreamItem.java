package io.github.lockkeeper.testkit.stream;

import io.github.lockkeeper.testkit.stream.RowEvent.Origin;
import java.util.List;

/** What one entry of a batch says. */
sealed interface StreamItem {

    /** A transaction of a server begins. */
    record Begin(Origin origin) implements StreamItem { }

    /** A transaction of a server ends. */
    record End(Origin origin) implements StreamItem { }

    /** Changed rows of one event. */
    record Rows(List<RowEvent> events) implements StreamItem { }

    /** A statement that is not row data. */
    record Statement(DdlEvent ddl) implements StreamItem { }
}
