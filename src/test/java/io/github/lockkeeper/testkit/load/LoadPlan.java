package io.github.lockkeeper.testkit.load;

/**
 * What writers do on each source. Immutable; each {@code with…} is a copy.
 *
 * @param writers      threads a source
 * @param transactions a writer commits that many; {@link Integer#MAX_VALUE} until the load is stopped
 * @param rate         transactions a second and writer; 0 is as fast as it goes
 * @param bigEvery     after how many of its transactions a source's first writer commits a big one, at the same moment
 *                     as the other sources; 0 is never
 * @param bigRows      rows of a big transaction
 * @param alterAfter   after how many of its transactions the first writer adds a column; negative is never
 * @param seed         of the random choices
 */
public record LoadPlan(int writers, int transactions, double rate, int bigEvery, int bigRows, int alterAfter,
        long seed) {

    /** More than the 1,024 events at which the host cuts a transaction in two. */
    private static final int BIG = 1500;

    /** A mixed load: two writers a source, a big transaction now and then, an ALTER in the middle. */
    public static LoadPlan mixed(int transactions) {
        return new LoadPlan(2, transactions, 0, Math.max(1, transactions / 3), BIG, transactions / 2, 1);
    }

    /** Small transactions only, no ALTER. */
    public static LoadPlan calm(int transactions) {
        return new LoadPlan(1, transactions, 0, 0, 0, -1, 1);
    }

    /** Small transactions at a steady rate until the load is stopped. */
    public static LoadPlan steady(double rate) {
        return calm(Integer.MAX_VALUE).withRate(rate);
    }

    public LoadPlan withWriters(int threads) {
        return new LoadPlan(threads, transactions, rate, bigEvery, bigRows, alterAfter, seed);
    }

    public LoadPlan withRate(double transactionsASecond) {
        return new LoadPlan(writers, transactions, transactionsASecond, bigEvery, bigRows, alterAfter, seed);
    }

    public LoadPlan withBig(int every, int rows) {
        return new LoadPlan(writers, transactions, rate, every, rows, alterAfter, seed);
    }

    public LoadPlan withAlterAfter(int after) {
        return new LoadPlan(writers, transactions, rate, bigEvery, bigRows, after, seed);
    }

    /**
     * For servers of which Canal 1.1.4 cannot decode a DDL (MariaDB 10.6 or later: a status variable that it does not
     * know), and for those that must not be killed in one.
     */
    public LoadPlan withoutAlter() {
        return withAlterAfter(-1);
    }

    public LoadPlan withSeed(long newSeed) {
        return new LoadPlan(writers, transactions, rate, bigEvery, bigRows, alterAfter, newSeed);
    }
}
