package io.github.lockkeeper.recovery;

import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.OffsetOrder;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks, while a source streams, whether its server still goes on where the stream is: a reset or the end of logging
 * may leave a dump waiting for ever, without an error.
 */
public final class StreamCheck {

    private StreamCheck() {
    }

    /**
     * @param delivered where the stream has come to; read before the server is asked, so that it cannot be ahead of it
     * @param server    asked on a connection of its own
     * @return what is wrong with the stream; empty where nothing is, or where another server answers, of which the
     *         stream itself knows more
     */
    public static Optional<Fault> of(SourceCursor delivered, BinlogServer server) throws IOException {
        if (!delivered.identity().isSameServer(server.identity())) {
            return Optional.empty();
        }
        Optional<BinlogOffset> end = server.end();
        if (!end.isPresent()) {
            return Optional.of(Fault.of(FaultKind.BINLOG_OFF, "the server does not write a binlog any more"));
        }
        OffsetOrder order = delivered.offset().orderTo(end.get());
        if (order == OffsetOrder.AFTER || order == OffsetOrder.INCOMPARABLE) {
            return Optional.of(Fault.of(FaultKind.REWOUND, "the server's binlog ends at " + end.get().coordinates()
                    + ", the stream has come to " + delivered.offset().coordinates()));
        }
        return Optional.empty();
    }

    /**
     * What was delivered and the server does not count as executed. For a moment that is so of each transaction, since
     * it is sent first; what stays so was lost with the server's history.
     */
    public static GtidSet notExecuted(SourceCursor delivered, BinlogServer server) throws IOException {
        Optional<GtidSet> set = delivered.offset().gtids().set().filter(gtids -> !gtids.isEmpty());
        boolean comparable = set.isPresent() && delivered.identity().isSameServer(server.identity())
                && server.hasGtids();
        return comparable ? server.notExecuted(set.get()) : GtidSet.EMPTY;
    }

    /** Whether a server has all that was delivered, and can send all that was not. */
    public static boolean canTakeOver(SourceCursor delivered, BinlogServer server) throws IOException {
        Optional<GtidSet> set = delivered.offset().gtids().set().filter(gtids -> !gtids.isEmpty());
        return set.isPresent() && server.hasGtids()
                && server.notExecuted(set.get()).isEmpty() && server.purgedBeyond(set.get()).isEmpty();
    }
}
