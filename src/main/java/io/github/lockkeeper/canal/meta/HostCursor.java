package io.github.lockkeeper.canal.meta;

import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import io.github.lockkeeper.position.BinlogCoordinates;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Canal's own cursor as it was found when this destination had no record of ours yet: one position, of one source.
 * Kept in the record until every source has a cursor, so that a crash in between forgets nothing. Immutable.
 */
public final class HostCursor {

    private final BinlogCoordinates eventStart;
    private final long timestampMillis;
    private final String gtids;
    private final String address;

    private HostCursor(BinlogCoordinates eventStart, long timestampMillis, String gtids, String address) {
        this.eventStart = eventStart;
        this.timestampMillis = timestampMillis;
        this.gtids = gtids;
        this.address = address;
    }

    /** @return empty if the position says too little to resume from */
    static Optional<HostCursor> of(LogPosition position) {
        EntryPosition entry = position.getPostion();
        if (entry == null || entry.getJournalName() == null || entry.getPosition() == null
                || entry.getPosition() < BinlogCoordinates.FIRST_POSITION) {
            return Optional.empty();
        }
        String address = position.getIdentity() == null ? "" : text(position.getIdentity().getSourceAddress());
        return Optional.of(new HostCursor(BinlogCoordinates.of(entry.getJournalName(), entry.getPosition()),
                entry.getTimestamp() == null ? 0 : entry.getTimestamp(),
                entry.getGtid() == null ? "" : entry.getGtid(), address));
    }

    static HostCursor parse(Map<?, ?> fields) {
        return new HostCursor(BinlogCoordinates.parse(String.valueOf(fields.get("at"))),
                Long.parseLong(String.valueOf(fields.get("timestampMillis"))), String.valueOf(fields.get("gtid")),
                String.valueOf(fields.get("address")));
    }

    Map<String, Object> toFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", eventStart.toString());
        fields.put("timestampMillis", timestampMillis);
        fields.put("gtid", gtids);
        fields.put("address", address);
        return fields;
    }

    private static String text(InetSocketAddress address) {
        if (address == null) {
            return "";
        }
        String host = address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
        return host + "/" + address.getPort();
    }

    /** Whether this cursor is of the source at that address. */
    public boolean isOf(InetSocketAddress source) {
        return !address.isEmpty() && address.equals(text(source));
    }

    /** Where the last event that was acknowledged starts: the host keeps starts, not ends. */
    public BinlogCoordinates eventStart() {
        return eventStart;
    }

    /** When it was written, unix milliseconds; 0 if unknown. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /** The GTID set of the host's GTID mode, as text; empty outside it. */
    public String gtids() {
        return gtids;
    }

    @Override
    public String toString() {
        return eventStart + " of " + (address.isEmpty() ? "an unknown source" : address);
    }
}
