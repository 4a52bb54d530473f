package io.github.lockkeeper.catalog;

import java.io.IOException;

/** Bounds the time of queries (I16): whoever asks a server says so, and may find its connection closed. */
public interface QueryGuard {

    /** A query to a server. */
    @FunctionalInterface
    interface Query<T> {
        T run() throws IOException;
    }

    /**
     * Runs a query.
     *
     * @param cancel closes the query's connection, from another thread
     * @throws RuntimeException if it took too long
     */
    <T> T run(Query<T> query, Runnable cancel) throws IOException;

    /** Waits as long as it takes. */
    QueryGuard NONE = new QueryGuard() {
        @Override
        public <T> T run(Query<T> query, Runnable cancel) throws IOException {
            return query.run();
        }
    };
}
