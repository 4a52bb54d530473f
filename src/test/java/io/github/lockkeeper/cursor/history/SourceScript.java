package io.github.lockkeeper.cursor.history;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.List;

/**
 * What the binlog of one source holds: transactions of so many events each. One of no events was filtered whole; a
 * negative number is a DDL, which is one event.
 */
public record SourceScript(int source, List<Integer> sizes) {

    private static final int FIRST = 100;
    private static final int STEP = 10;

    public int length() {
        return sizes.size();
    }

    public int eventsIn(int transaction) {
        return Math.abs(sizes.get(transaction));
    }

    public Sent event(int transaction, int index) {
        return new Sent(source, transaction, index, sizes.get(transaction) < 0);
    }

    public SourceName name() {
        return SourceName.of("source-" + source);
    }

    public ServerIdentity identity() {
        return ServerIdentity.of(source + 1, "");
    }

    public String address() {
        return "10.0.0." + source + ":3306";
    }

    /** Where the transaction starts, which is where the one before it ends. */
    public BinlogOffset startOf(int transaction) {
        return BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000001", FIRST + (long) STEP * transaction));
    }

    /** The transaction that starts there. */
    public int startingAt(BinlogOffset offset) {
        return (int) ((offset.coordinates().position() - FIRST) / STEP);
    }
}
