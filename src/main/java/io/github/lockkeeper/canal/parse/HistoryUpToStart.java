package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.dao.MetaHistoryDAO;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.dao.MetaHistoryDO;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.OffsetOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The DDLs of a source that lie in front of where its dump starts. The host asks for them by time, which is too
 * coarse: a DDL of the same second, or a long one, which carries the time of its beginning, may stand behind the
 * start, and the rows between would be read with the columns of after it.
 */
final class HistoryUpToStart extends MetaHistoryDAO {

    private final MetaHistoryDAO all;
    private volatile EntryPosition start;

    HistoryUpToStart(MetaHistoryDAO all) {
        this.all = all;
    }

    /** The dump is about to start there. */
    void startsAt(EntryPosition position) {
        this.start = position;
    }

    /** The server that was read from, not the one that the DDL came from first: only with it the file means something. */
    @Override
    public Long insert(MetaHistoryDO ddl) {
        if (start != null) {
            ddl.setBinlogMasterId(String.valueOf(start.getServerId()));
        }
        return all.insert(ddl);
    }

    @Override
    public List<MetaHistoryDO> findByTimestamp(String destination, Long snapshotTimestamp, Long timestamp) {
        return all.findByTimestamp(destination, snapshotTimestamp, timestamp).stream()
                .filter(ddl -> !isBehindStart(ddl)).collect(Collectors.toList());
    }

    private boolean isBehindStart(MetaHistoryDO ddl) {
        EntryPosition position = start;
        if (position == null || !String.valueOf(position.getServerId()).equals(ddl.getBinlogMasterId())) {
            return false;
        }
        OffsetOrder order = BinlogCoordinates.of(ddl.getBinlogFile(), ddl.getBinlogOffest())
                .orderTo(BinlogCoordinates.of(position.getJournalName(), position.getPosition()));
        // The history holds where a DDL begins.
        return order == OffsetOrder.AFTER || order == OffsetOrder.EQUAL;
    }

    @Override
    public Integer deleteByName(String destination) {
        return all.deleteByName(destination);
    }

    @Override
    public Integer deleteByTimestamp(String destination, int interval) {
        return all.deleteByTimestamp(destination, interval);
    }
}
