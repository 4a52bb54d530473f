package io.github.lockkeeper.benchmark;

import com.alibaba.otter.canal.client.CanalConnector;
import com.alibaba.otter.canal.client.impl.SimpleCanalConnector;
import com.alibaba.otter.canal.protocol.Message;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The real client, which acknowledges each batch before it asks for the next. It leaves the entries as bytes and counts
 * them, so that the time goes into the server and not into the client.
 */
final class StockComparisonClient {

    /** As in Canal's own example. */
    private static final int BATCH = 5 * 1024;
    private static final int SO_TIMEOUT_MILLIS = 30_000;
    private static final long GET_TIMEOUT_MILLIS = 100;
    private static final long NO_BATCH = -1;
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final CanalConnector connector;

    StockComparisonClient(InetSocketAddress address, String destination) {
        SimpleCanalConnector simple = new SimpleCanalConnector(address, "", "", destination, SO_TIMEOUT_MILLIS);
        simple.setLazyParseEntry(true);
        this.connector = simple;
    }

    /**
     * Reads until it has seen that many entries.
     *
     * @param counted told after each batch how many entries there were so far
     */
    void read(long entries, LongConsumer counted) {
        connector.connect();
        try {
            connector.subscribe("");
            connector.rollback();
            consume(entries, counted);
        } finally {
            connector.disconnect();
        }
    }

    private void consume(long entries, LongConsumer counted) {
        long seen = 0;
        long heard = System.nanoTime();
        while (seen < entries) {
            Message message = connector.getWithoutAck(BATCH, GET_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            if (message.getId() != NO_BATCH) {
                connector.ack(message.getId());
                seen += message.getRawEntries().size();
                counted.accept(seen);
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new IllegalStateException("nothing for " + SILENCE + " after " + seen + " of " + entries + " entries");
            }
        }
        if (seen != entries) {
            throw new IllegalStateException(seen + " entries instead of " + entries);
        }
    }
}
