package io.github.lockkeeper.testkit.stream;

import com.alibaba.otter.canal.client.CanalConnector;
import com.alibaba.otter.canal.protocol.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One connection of a consumer: fetches, acknowledges in order, rolls back. Any failure ends it. */
final class ConsumerSession {

    private static final long GET_TIMEOUT_MILLIS = 100;
    private static final long NO_BATCH = -1;

    private final CanalConnector connector;
    private final ConsumerOptions options;
    private final ConsumerRecord record;
    private final Random random;
    private final Deque<Batch> inFlight = new ArrayDeque<>();

    ConsumerSession(CanalConnector connector, ConsumerOptions options, ConsumerRecord record, Random random) {
        this.connector = connector;
        this.options = options;
        this.record = record;
        this.random = random;
    }

    /** What is not acknowledged when a client comes is delivered again: the client's connect rolls back. */
    void open() {
        connector.connect();
        connector.subscribe(options.filter());
        connector.rollback();
    }

    /** One round: a batch more in flight, or one less. */
    void step() {
        if (options.immediateAck()) {
            getAcknowledged();
        } else if (inFlight.size() >= options.inFlight() || (!fetch() && !inFlight.isEmpty())) {
            settle();
        }
    }

    /** Acknowledges what is in flight, and makes sure that the server has taken it. */
    void finish() {
        while (!inFlight.isEmpty()) {
            acknowledgeOldest();
        }
        Message message = connector.getWithoutAck(1, 1L, TimeUnit.MILLISECONDS);
        record.answered();
        if (message.getId() != NO_BATCH) {
            connector.rollback();
        }
    }

    void close() {
        connector.disconnect();
    }

    private boolean fetch() {
        Message message = connector.getWithoutAck(options.batchSize(), GET_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        record.answered();
        if (message.getId() == NO_BATCH || message.getEntries().isEmpty()) {
            return acknowledgeEmpty(message);
        }
        Batch batch = EntryDecoder.decode(message);
        record.delivered(batch);
        inFlight.add(batch);
        return true;
    }

    /** An empty batch with a number is in the server's books and would block those behind it. */
    private boolean acknowledgeEmpty(Message message) {
        if (message.getId() != NO_BATCH) {
            inFlight.add(EntryDecoder.decode(message));
        }
        return false;
    }

    private void settle() {
        if (random.nextDouble() < options.rollbackProbability()) {
            connector.rollback();
            inFlight.clear();
        } else {
            acknowledgeOldest();
        }
    }

    private void acknowledgeOldest() {
        Batch oldest = inFlight.remove();
        connector.ack(oldest.id());
        record.acknowledged(oldest);
    }

    private void getAcknowledged() {
        Message message = connector.get(options.batchSize(), GET_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        record.answered();
        if (message.getId() != NO_BATCH) {
            Batch batch = EntryDecoder.decode(message);
            record.delivered(batch);
            record.acknowledged(batch);
        }
    }
}
