package io.github.lockkeeper.cursor;

import io.github.lockkeeper.position.SourceName;
import java.util.Map;
import java.util.Objects;

/**
 * What a server leaves for the owners after it: its run of the destination ended while it was handing changes to a message
 * queue, and the last of them may have reached the queue behind newer ones of the next run. Whoever owns the destination
 * has all changes since then sent again, so that the last message of each key is the last change of it. Immutable.
 */
public final class LateSends {
    private final String server;
    private final GroupCursor since;

    private LateSends(String server, GroupCursor since) {
        this.server = server;
        this.since = since;
    }

    /**
     * @param server the one that lost the destination, {@code host:port}
     * @param since  the record as that server wrote it last: what it sent late lies behind it. Its epoch says which
     *               ownership it was.
     */
    public static LateSends of(String server, GroupCursor since) {
        return new LateSends(Objects.requireNonNull(server, "server"), Objects.requireNonNull(since, "since"));
    }

    /** With what a record says of its sources, and its epoch. */
    public static LateSends since(String server, GroupCursor record) {
        GroupCursor since = GroupCursor.empty().withEpoch(record.epoch());
        for (Map.Entry<SourceName, SourceCursor> source : record.sources().entrySet()) {
            since = since.withSource(source.getKey(), source.getValue());
        }
        return of(server, since);
    }

    public String server() {
        return server;
    }

    public GroupCursor since() {
        return since;
    }

    /** The ownership that was lost; one server leaves one word for each. */
    public long epoch() {
        return since.epoch();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof LateSends)) {
            return false;
        }
        LateSends that = (LateSends) other;
        return server.equals(that.server) && since.equals(that.since);
    }

    @Override
    public int hashCode() {
        return Objects.hash(server, since);
    }

    /** For messages: without the cursors. */
    @Override
    public String toString() {
        return "server " + server + ", whose run of the destination ended (epoch 0x" + Long.toHexString(epoch()) + ")";
    }
}
