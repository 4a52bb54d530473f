package io.github.lockkeeper.cursor;

import java.util.Optional;

/**
 * Where the record of one destination is kept. Safe for use by several threads. All failures are
 * {@link CursorStoreException}s.
 */
public interface CursorStore extends AutoCloseable {
    /**
     * Looks at the record without taking the destination over, for tools that show it; somebody else may be writing
     * it. What it returns is what {@link #claim()} would begin with, and never a torn or mixed record.
     *
     * @return empty when there has never been a record
     * @throws CursorStoreException when there is one that cannot be read or used; never empty in that case
     */
    Optional<GroupCursor> load();

    /**
     * Takes the destination over: from here on only the returned claim writes. The record is loaded, or begun when
     * there has never been one, its epoch is raised above all earlier ones, and that is durable when this returns.
     *
     * @throws CursorStoreException when another one holds the destination, or the record cannot be read or written;
     *         nothing is held then
     * @throws IllegalStateException after {@link #close()}
     */
    CursorClaim claim();

    /**
     * Leaves word for the owners after this server that it may have sent late. Needs no claim: it has been lost. The
     * same word again replaces itself. Does nothing in a place that no other server can take over.
     *
     * @throws CursorStoreException if it could not be written; to be tried again
     */
    default void leave(LateSends word) {
        // Nobody else reads this place.
    }

    /** Releases what the store holds, an open claim included. Harmless when repeated. */
    @Override
    void close();

    /** Where the record is, for messages. */
    String description();
}
