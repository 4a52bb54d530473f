package io.github.lockkeeper.canal.sink;

import com.alibaba.otter.canal.protocol.CanalEntry;
import io.github.lockkeeper.position.BinlogOffset;
import java.util.List;
import java.util.Optional;

/** Looks at boundaries as the sink does, for tests of those who hand them over. */
public final class SinkProbe {

    private SinkProbe() {
    }

    public static Optional<BinlogOffset> lastIn(Boundaries boundaries, CanalEntry.Entry... entries) {
        return boundaries.lastIn(List.of(entries));
    }
}
