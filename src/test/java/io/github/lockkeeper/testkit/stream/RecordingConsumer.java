package io.github.lockkeeper.testkit.stream;

/** Whoever consumes for as long as it is not closed, and keeps a record of it. */
public interface RecordingConsumer extends AutoCloseable {

    /** What it saw and what it holds, also after its end. */
    ConsumerRecord record();

    /** Ends it in order. */
    @Override
    void close();
}
