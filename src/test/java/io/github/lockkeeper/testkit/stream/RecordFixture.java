package io.github.lockkeeper.testkit.stream;

import java.util.Arrays;
import java.util.List;

/** Makes records without a server, for tests of what judges them. */
public final class RecordFixture {

    private RecordFixture() {
    }

    /** A consumer that was given these in one batch and acknowledged it. */
    public static ConsumerRecord holding(RowEvent... events) {
        ConsumerRecord record = new ConsumerRecord(true);
        List<StreamItem> items = Arrays.stream(events)
                .<StreamItem>map(event -> new StreamItem.Rows(List.of(event))).toList();
        Batch batch = new Batch(1, items);
        record.delivered(batch);
        record.acknowledged(batch);
        return record;
    }
}
