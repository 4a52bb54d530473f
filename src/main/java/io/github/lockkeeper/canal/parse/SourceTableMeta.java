package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.DatabaseTableMeta;

/**
 * The host's table meta history under a key of the source's own: sources that share the key of the destination mix
 * the schemas of tables with the same name.
 */
public class SourceTableMeta extends DatabaseTableMeta {

    private String historyKey;

    public void setHistoryKey(String historyKey) {
        this.historyKey = historyKey;
    }

    /** The host passes the destination, and keys its history with it. */
    @Override
    public boolean init(String destination) {
        return super.init(historyKey);
    }
}
