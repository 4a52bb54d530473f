package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.common.AbstractCanalLifeCycle;
import com.alibaba.otter.canal.parse.index.CanalLogPositionManager;
import com.alibaba.otter.canal.protocol.position.LogPosition;

/**
 * Keeps the host from having an opinion on where to resume: the cursor is kept elsewhere. While the host is asked to
 * work out a start, it may be given one position to work on.
 */
public class CursorLogPositionManager extends AbstractCanalLifeCycle implements CanalLogPositionManager {

    private volatile LogPosition answer;

    /** @param position what the host finds when it looks for the last position; null for nothing */
    void answerWith(LogPosition position) {
        this.answer = position;
    }

    @Override
    public LogPosition getLatestIndexBy(String destination) {
        return answer;
    }

    @Override
    public void persistLogPosition(String destination, LogPosition position) {
        // The tracker follows the boundaries, see the sinks.
    }
}
