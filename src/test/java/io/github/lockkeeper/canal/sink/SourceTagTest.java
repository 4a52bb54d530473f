package io.github.lockkeeper.canal.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.store.model.Event;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.lockkeeper.position.SourceName;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A row that tells its source")
class SourceTagTest {

    private final Entries entries = new Entries();
    private final SourceTag tag = new SourceTag(SourceName.of("orders"));

    private static CanalEntry.Entry read(Event event) throws InvalidProtocolBufferException {
        return event.getRawEntry() == null ? event.getEntry() : CanalEntry.Entry.parseFrom(event.getRawEntry());
    }

    private void tells(boolean raw) throws InvalidProtocolBufferException {
        CanalEntry.Entry entry = entries.row();
        entry = entry.toBuilder().setHeader(entry.getHeader().toBuilder()
                .addProps(CanalEntry.Pair.newBuilder().setKey("rowsCount").setValue("3"))).build();
        Event event = new Event(null, entry, raw);
        tag.mark(event);

        CanalEntry.Entry marked = read(event);
        assertThat(marked.getHeader().getPropsList()).extracting(CanalEntry.Pair::getKey, CanalEntry.Pair::getValue)
                .containsExactly(tuple("rowsCount", "3"),
                        tuple("source", "orders"));
        assertThat(marked.toBuilder().setHeader(marked.getHeader().toBuilder().removeProps(1)).build())
                .as("all else is as it was").isEqualTo(entry);
    }

    @Test
    @DisplayName("keeps all else, serialised or not")
    void keepsAllElse() throws InvalidProtocolBufferException {
        tells(true);
        tells(false);
    }

    @Test
    @DisplayName("weighs what it weighs: a store by bytes counts the same at put and ack")
    void weight() {
        Event event = new Event(null, entries.row(), true);
        tag.mark(event);
        assertThat(event.getRawLength()).isEqualTo(event.getRawEntry().size());
    }

    @Test
    @DisplayName("is a row or a DDL: BEGIN and END stay as they are")
    void rowsOnly() throws InvalidProtocolBufferException {
        for (CanalEntry.Entry entry : List.of(entries.begin(), entries.end())) {
            Event event = new Event(null, entry, true);
            tag.mark(event);
            assertThat(read(event)).isEqualTo(entry);
        }
        Event ddl = new Event(null, entries.ddl(), true);
        tag.mark(ddl);
        assertThat(read(ddl).getHeader().getPropsCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("is marked once, and only where that is wanted")
    void throughTheSink() throws InterruptedException, InvalidProtocolBufferException {
        SinkFixture plain = new SinkFixture(16).begin();
        plain.sinkTransaction(1);
        assertThat(read(plain.store.tryGet(null, 3).getEvents().get(1)).getHeader().getPropsCount()).isZero();

        SinkFixture tagged = new SinkFixture(16);
        tagged.shared.setEntrySource(true);
        tagged.begin().sinkTransaction(1);
        CanalEntry.Entry row = read(tagged.store.tryGet(null, 3).getEvents().get(1));
        assertThat(row.getHeader().getPropsList()).singleElement()
                .extracting(CanalEntry.Pair::getValue).isEqualTo("orders");
    }
}
