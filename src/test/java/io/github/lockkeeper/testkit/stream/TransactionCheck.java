package io.github.lockkeeper.testkit.stream;

import io.github.lockkeeper.testkit.stream.RowEvent.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * No END without its BEGIN, per server. Marks are matched by position, not by order of arrival, because a rollback
 * delivers the second half of a transaction again whose first half has been acknowledged. A restarted server, though,
 * must begin at a boundary: what came before it no longer counts.
 */
final class TransactionCheck {

    private enum Mark { BEGIN, END }

    private record File(long serverId, String name) { }

    private final Map<File, TreeMap<Long, Mark>> marks = new HashMap<>();
    private final List<Origin> orphans = new ArrayList<>();

    void begin(Origin origin) {
        marksOf(origin).put(origin.offset(), Mark.BEGIN);
    }

    void end(Origin origin) {
        Map.Entry<Long, Mark> before = marksOf(origin).lowerEntry(origin.offset());
        if (before == null || before.getValue() == Mark.END) {
            orphans.add(origin);
        }
        marksOf(origin).put(origin.offset(), Mark.END);
    }

    /** The server, or the instance in it, was restarted. */
    void restarted() {
        marks.clear();
    }

    /** The ENDs whose BEGIN was not delivered. */
    List<Origin> orphans() {
        return List.copyOf(orphans);
    }

    private TreeMap<Long, Mark> marksOf(Origin origin) {
        return marks.computeIfAbsent(new File(origin.serverId(), origin.file()), file -> new TreeMap<>());
    }
}
