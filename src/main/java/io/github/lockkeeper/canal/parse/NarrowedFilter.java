package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.filter.aviater.AviaterRegexFilter;

/**
 * A client's filter narrows that of the source: a table passes only if both let it. The host casts filters to this
 * superclass.
 */
final class NarrowedFilter extends AviaterRegexFilter {

    private static final String ALL = new AviaterRegexFilter(".*\\..*").toString();

    private final AviaterRegexFilter own;
    private final AviaterRegexFilter client;

    /** The narrower of the two where that is plain, so that the common case costs one match a row, as ever. */
    static AviaterRegexFilter narrow(AviaterRegexFilter own, AviaterRegexFilter client) {
        if (own == null || letsAllPass(own) || own.toString().equals(client.toString())) {
            return client;
        }
        return letsAllPass(client) ? own : new NarrowedFilter(own, client);
    }

    private static boolean letsAllPass(AviaterRegexFilter filter) {
        return filter.toString().isEmpty() || filter.toString().equals(ALL);
    }

    private NarrowedFilter(AviaterRegexFilter own, AviaterRegexFilter client) {
        super(".*\\..*");
        this.own = own;
        this.client = client;
    }

    @Override
    public boolean filter(String table) {
        return own.filter(table) && client.filter(table);
    }

    @Override
    public String toString() {
        return own + " and " + client;
    }
}
