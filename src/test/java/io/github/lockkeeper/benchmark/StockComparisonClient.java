package io.github.lockkeeper.benchmark;

import com.alibaba.otter.canal.client.CanalConnector;
import com.alibaba.otter.canal.client.impl.SimpleCanalConnector;
import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.Message;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** The real client, which counts rows and acknowledges each batch before it asks for the next. */
final class StockComparisonClient {

    private static final int BATCH = 1000;
    private static final int SO_TIMEOUT_MILLIS = 30_000;
    private static final long GET_TIMEOUT_MILLIS = 100;
    private static final long NO_BATCH = -1;
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final CanalConnector connector;

    StockComparisonClient(InetSocketAddress address, String destination) {
        this.connector = new SimpleCanalConnector(address, "", "", destination, SO_TIMEOUT_MILLIS);
    }

    /**
     * Reads until it has seen that many rows.
     *
     * @param counted told after each batch how many rows there were so far
     */
    void read(long rows, LongConsumer counted) {
        connector.connect();
        try {
            connector.subscribe("");
            connector.rollback();
            consume(rows, counted);
        } finally {
            connector.disconnect();
        }
    }

    private void consume(long rows, LongConsumer counted) {
        long seen = 0;
        long heard = System.nanoTime();
        while (seen < rows) {
            Message message = connector.getWithoutAck(BATCH, GET_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            if (message.getId() != NO_BATCH) {
                connector.ack(message.getId());
                seen += rowsIn(message);
                counted.accept(seen);
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new IllegalStateException("nothing for " + SILENCE + " after " + seen + " of " + rows + " rows");
            }
        }
        if (seen != rows) {
            throw new IllegalStateException(seen + " rows instead of " + rows);
        }
    }

    /** Every statement of the load changes one row, so each entry with data holds one. */
    private static long rowsIn(Message message) {
        return message.getEntries().stream()
                .filter(entry -> entry.getEntryType() == CanalEntry.EntryType.ROWDATA).count();
    }
}
