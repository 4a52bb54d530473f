package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.DatabaseTableMeta;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.dao.MetaHistoryDAO;
import com.alibaba.otter.canal.protocol.position.EntryPosition;

/**
 * The host's table meta history under a key of the source's own: sources that share the key of the destination mix
 * the schemas of tables with the same name.
 */
public class SourceTableMeta extends DatabaseTableMeta {

    private String historyKey;
    private HistoryUpToStart history;

    public void setHistoryKey(String historyKey) {
        this.historyKey = historyKey;
    }

    @Override
    public void setMetaHistoryDAO(MetaHistoryDAO all) {
        history = new HistoryUpToStart(all);
        super.setMetaHistoryDAO(history);
    }

    /** The host passes the destination, and keys its history with it. */
    @Override
    public boolean init(String destination) {
        return super.init(historyKey);
    }

    @Override
    public boolean rollback(EntryPosition start) {
        history.startsAt(start);
        return super.rollback(start);
    }
}
