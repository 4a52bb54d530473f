package io.github.lockkeeper.mysql;

import io.github.lockkeeper.catalog.BinlogFile;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The last listing of each server of a source: SHOW BINARY LOGS takes the server's log lock and opens every file, so it
 * is asked at most once in 10 s (I16). Thread-safe.
 */
final class Listings {

    private static final long PACE_NANOS = 10_000_000_000L;

    private final LongSupplier nanoClock;
    private final Map<ServerIdentity, Listing> last = new HashMap<>();

    Listings(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The last listing, if it is too young to ask again. */
    synchronized Optional<List<BinlogFile>> recent(ServerIdentity server) {
        Listing listing = last.get(server);
        boolean isRecent = listing != null && nanoClock.getAsLong() - listing.atNanos < PACE_NANOS;
        return isRecent ? Optional.of(listing.files) : Optional.empty();
    }

    synchronized void remember(ServerIdentity server, List<BinlogFile> files) {
        last.put(server, new Listing(files, nanoClock.getAsLong()));
    }

    private static final class Listing {
        private final List<BinlogFile> files;
        private final long atNanos;

        private Listing(List<BinlogFile> files, long atNanos) {
            this.files = files;
            this.atNanos = atNanos;
        }
    }
}
