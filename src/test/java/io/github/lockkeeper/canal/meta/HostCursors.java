package io.github.lockkeeper.canal.meta;

import com.alibaba.otter.canal.protocol.position.LogPosition;
import java.util.Optional;

/** Makes host cursors for tests elsewhere. */
public final class HostCursors {

    private HostCursors() {
    }

    public static Optional<HostCursor> of(LogPosition position) {
        return HostCursor.of(position);
    }
}
