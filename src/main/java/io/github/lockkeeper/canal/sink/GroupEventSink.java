package io.github.lockkeeper.canal.sink;

import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.sink.entry.EntryEventSink;
import io.github.lockkeeper.position.SourceName;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The instance's sink bean: holds the settings that the sinks of the sources share, and the counter of blocked time
 * that the host's metrics read. Events go through {@link AttemptSink}; here, where their source is not known,
 * none may pass.
 */
public class GroupEventSink extends EntryEventSink {

    private boolean entrySource;

    @Override
    public boolean sink(List<CanalEntry.Entry> entries, InetSocketAddress address, String destination) {
        throw new UnsupportedOperationException("events pass through the sink of their source only");
    }

    /** Whether rows tell their source: {@code canal.instance.group.entry.source}. */
    public void setEntrySource(boolean entrySource) {
        this.entrySource = entrySource;
    }

    Optional<SourceTag> tag(SourceName source) {
        return entrySource ? Optional.of(new SourceTag(source)) : Optional.empty();
    }

    boolean dropsTransactionEntries() {
        return filterTransactionEntry;
    }

    AtomicLong blockedTime() {
        return eventsSinkBlockingTime;
    }
}
