package io.github.lockkeeper.testkit.stream;

import java.util.List;
import java.util.stream.Stream;

/** A delivered batch, decoded. */
record Batch(long id, List<StreamItem> items) {

    Stream<RowEvent> rows() {
        return items.stream().filter(StreamItem.Rows.class::isInstance)
                .flatMap(item -> ((StreamItem.Rows) item).events().stream());
    }
}
