package io.github.lockkeeper.testkit.stream;

import com.alibaba.otter.canal.client.CanalConnector;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A consumer on the real client, in a thread of its own. It survives the death of its server by connecting again, for
 * as long as it is not closed; what it saw and what it holds is in its {@link #record()}.
 */
public final class CanalConsumer implements RecordingConsumer {

    private static final long RECONNECT_MILLIS = 100;
    private static final long PAUSED_MILLIS = 20;
    private static final long CLOSE_BOUND_MILLIS = 30_000;

    private final Supplier<CanalConnector> connectors;
    private final ConsumerOptions options;
    private final ConsumerRecord record;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Random random;
    private final Thread thread;
    private volatile boolean paused;
    private volatile boolean crash;
    private volatile int sessions;
    private volatile RuntimeException lastFailure;

    private CanalConsumer(Supplier<CanalConnector> connectors, String destination, ConsumerOptions options) {
        this.connectors = connectors;
        this.options = options;
        this.record = new ConsumerRecord(options.checkTransactions());
        this.random = new Random(options.seed());
        this.thread = new Thread(this::run, "consumer-" + destination);
        this.thread.setDaemon(true);
    }

    /** Starts consuming; the server need not be there yet. */
    public static CanalConsumer start(InetSocketAddress address, String destination, ConsumerOptions options) {
        return start(() -> Connectors.single(address, destination), destination, options);
    }

    /** The same of the servers that a ZooKeeper knows: it goes where the destination runs. */
    public static CanalConsumer startCluster(String zooKeeper, String destination, ConsumerOptions options) {
        return start(() -> Connectors.cluster(zooKeeper, destination), destination, options);
    }

    private static CanalConsumer start(Supplier<CanalConnector> connectors, String destination, ConsumerOptions options) {
        CanalConsumer consumer = new CanalConsumer(connectors, destination, options);
        consumer.thread.start();
        return consumer;
    }

    @Override
    public ConsumerRecord record() {
        return record;
    }

    /** How often it has connected and subscribed. */
    public int sessions() {
        return sessions;
    }

    /** Why the last session ended, or could not be opened. */
    public Optional<RuntimeException> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** Neither fetches nor acknowledges, and keeps its connection: the server's store fills up. */
    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
    }

    /** Dies and comes back: the connection goes, batches in flight are forgotten. */
    public void crash() {
        crash = true;
    }

    /** Acknowledges what is in flight where the server still answers, and ends. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_BOUND_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException(thread.getName() + " does not end");
        }
    }

    private void run() {
        while (!closed(0)) {
            ConsumerSession session = new ConsumerSession(connectors.get(), options, record, random);
            if (open(session)) {
                consume(session);
            }
            closeQuietly(session);
            closed(RECONNECT_MILLIS);
        }
    }

    private boolean open(ConsumerSession session) {
        try {
            session.open();
            sessions++;
            return true;
        } catch (RuntimeException e) {
            lastFailure = e;
            return false;
        }
    }

    /** Only an open session can be lost: attempts while the server is away must not move the moment of the loss. */
    private void consume(ConsumerSession session) {
        try {
            steps(session);
        } catch (RuntimeException e) {
            lastFailure = e;
            record.lost();
        }
    }

    private void steps(ConsumerSession session) {
        while (!closed(paused ? PAUSED_MILLIS : 0)) {
            if (crash) {
                crash = false;
                throw new IllegalStateException("crashed as asked");
            }
            if (!paused) {
                session.step();
            }
        }
        session.finish();
    }

    /** Whether it is to end; waits that long for the answer. */
    private boolean closed(long waitMillis) {
        try {
            return closing.await(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void closeQuietly(ConsumerSession session) {
        try {
            session.close();
        } catch (RuntimeException alreadyBroken) {
            // It was to be closed.
        }
    }
}
