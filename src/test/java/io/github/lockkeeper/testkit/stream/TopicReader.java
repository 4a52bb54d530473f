package io.github.lockkeeper.testkit.stream;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its beginning, in a thread of its own, and holds what it reads: a row that a broker has given out
 * is there. It waits for a broker that is away.
 */
public final class TopicReader implements RecordingConsumer {

    private static final long POLL_MILLIS = 100;
    private static final long CLOSE_BOUND_MILLIS = 30_000;

    private final ConsumerRecord record = new ConsumerRecord(false);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final TopicFormat format;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Thread thread;
    private volatile RuntimeException failure;
    private long batches;

    private TopicReader(KafkaConsumer<byte[], byte[]> kafka, String topic, TopicFormat format) {
        this.kafka = kafka;
        this.format = format;
        this.thread = new Thread(this::run, "topic-" + topic);
        this.thread.setDaemon(true);
    }

    /** Starts reading; the topic must be there. */
    public static TopicReader start(String servers, String topic, TopicFormat format) {
        KafkaConsumer<byte[], byte[]> kafka = new KafkaConsumer<>(properties(servers));
        List<TopicPartition> partitions = kafka.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition())).toList();
        kafka.assign(partitions);
        kafka.seekToBeginning(partitions);
        TopicReader reader = new TopicReader(kafka, topic, format);
        reader.thread.start();
        return reader;
    }

    @Override
    public ConsumerRecord record() {
        if (failure != null) {
            throw new IllegalStateException("the topic cannot be read: " + failure.getMessage(), failure);
        }
        return record;
    }

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
        try (kafka) {
            while (closing.getCount() > 0) {
                kafka.poll(POLL_MILLIS).forEach(message -> hold(format.decode(message.value(), place(message))));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void hold(List<StreamItem> items) {
        Batch batch = new Batch(++batches, items);
        record.delivered(batch);
        record.acknowledged(batch);
    }

    private static String place(org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> message) {
        return message.topic() + "-" + message.partition() + "@" + message.offset();
    }

    private static Properties properties(String servers) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, (int) Duration.ofSeconds(1).toMillis());
        return properties;
    }
}
