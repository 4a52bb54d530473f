package io.github.lockkeeper.canal.sink;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.store.model.Event;
import com.google.protobuf.ByteString;
import io.github.lockkeeper.position.SourceName;

/**
 * Writes {@code source=<name>} into the header's props of a row's entry. An entry that is already serialised gets
 * constant bytes behind it: protobuf merges a message field that comes twice, and adds what is repeated in it.
 */
final class SourceTag {

    private static final String KEY = "source";

    private final CanalEntry.Pair pair;
    private final ByteString suffix;

    SourceTag(SourceName source) {
        pair = CanalEntry.Pair.newBuilder().setKey(KEY).setValue(source.value()).build();
        suffix = CanalEntry.Entry.newBuilder()
                .setHeader(CanalEntry.Header.newBuilder().addProps(pair)).buildPartial().toByteString();
    }

    void mark(Event event) {
        if (event.getEntryType() != CanalEntry.EntryType.ROWDATA) {
            return;
        }
        if (event.getRawEntry() != null) {
            event.setRawEntry(event.getRawEntry().concat(suffix));
            event.setRawLength(event.getRawLength() + suffix.size());
        } else {
            CanalEntry.Entry entry = event.getEntry();
            event.setEntry(entry.toBuilder().setHeader(entry.getHeader().toBuilder().addProps(pair)).build());
        }
    }
}
