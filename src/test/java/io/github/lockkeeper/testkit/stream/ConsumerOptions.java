package io.github.lockkeeper.testkit.stream;

/** How a consumer behaves. Immutable; each {@code with…} is a copy. */
public final class ConsumerOptions {

    private final int batchSize;
    private final int inFlight;
    private final double rollbackProbability;
    private final boolean immediateAck;
    private final String filter;
    private final long seed;
    private final boolean checkTransactions;

    private ConsumerOptions(int batchSize, int inFlight, double rollbackProbability, boolean immediateAck, String filter,
            long seed, boolean checkTransactions) {
        this.batchSize = batchSize;
        this.inFlight = inFlight;
        this.rollbackProbability = rollbackProbability;
        this.immediateAck = immediateAck;
        this.filter = filter;
        this.seed = seed;
        this.checkTransactions = checkTransactions;
    }

    /** Batches of 500, three in flight, acknowledged in order, never rolled back; the instance's own filter. */
    public static ConsumerOptions plain() {
        return new ConsumerOptions(500, 3, 0, false, "", 1, true);
    }

    public ConsumerOptions withBatchSize(int entries) {
        return new ConsumerOptions(entries, inFlight, rollbackProbability, immediateAck, filter, seed, checkTransactions);
    }

    /** How many batches are fetched before the oldest is acknowledged. */
    public ConsumerOptions withInFlight(int batches) {
        return new ConsumerOptions(batchSize, batches, rollbackProbability, immediateAck, filter, seed, checkTransactions);
    }

    /** How often, instead of an acknowledgement, all batches in flight are rolled back. */
    public ConsumerOptions withRollbacks(double probability, long randomSeed) {
        return new ConsumerOptions(batchSize, inFlight, probability, immediateAck, filter, randomSeed, checkTransactions);
    }

    /** {@code get}: the client acknowledges each batch as soon as it has it. */
    public ConsumerOptions withImmediateAck() {
        return new ConsumerOptions(batchSize, 1, 0, true, filter, seed, checkTransactions);
    }

    /** What the client subscribes with; "" leaves the instance its own filter. */
    public ConsumerOptions withFilter(String regex) {
        return new ConsumerOptions(batchSize, inFlight, rollbackProbability, immediateAck, regex, seed, checkTransactions);
    }

    /**
     * Does not look for ENDs without BEGIN. From MariaDB, Canal 1.1.4 makes no BEGIN at all, because that server's
     * transactions begin with its own GTID event.
     */
    public ConsumerOptions withoutTransactionCheck() {
        return new ConsumerOptions(batchSize, inFlight, rollbackProbability, immediateAck, filter, seed, false);
    }

    int batchSize() {
        return batchSize;
    }

    int inFlight() {
        return inFlight;
    }

    double rollbackProbability() {
        return rollbackProbability;
    }

    boolean immediateAck() {
        return immediateAck;
    }

    String filter() {
        return filter;
    }

    long seed() {
        return seed;
    }

    boolean checkTransactions() {
        return checkTransactions;
    }
}
