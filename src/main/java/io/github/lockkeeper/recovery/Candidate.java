package io.github.lockkeeper.recovery;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.BinlogFile;
import io.github.lockkeeper.catalog.BinlogSearch;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.position.ServerIdentity;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** A server that a source may read from, reached by one connection. Not thread-safe. */
public final class Candidate {

    private final BinlogServer server;
    private final Supplier<? extends BinlogSearch> searches;
    private final String address;
    private final OtherServer otherServer;
    private final boolean isOther;

    /**
     * @param searches looks into its binlogs; spoils the connection for anything else but more searches
     * @param address  {@code host:port} as configured
     */
    public Candidate(BinlogServer server, Supplier<? extends BinlogSearch> searches, String address) {
        this(server, searches, address, owner -> Optional.empty(), false);
    }

    private Candidate(BinlogServer server, Supplier<? extends BinlogSearch> searches, String address,
            OtherServer otherServer, boolean isOther) {
        this.server = Objects.requireNonNull(server, "server");
        this.searches = Objects.requireNonNull(searches, "searches");
        this.address = Objects.requireNonNull(address, "address");
        this.otherServer = otherServer;
        this.isOther = isOther;
    }

    /** The source's second server: the standby, or the master while it reads from the standby. */
    @FunctionalInterface
    public interface OtherServer {
        /**
         * What it has.
         *
         * @param ownerOfCursor the server that the cursor belongs to
         * @return empty if there is none, or it does not answer
         */
        Optional<BinlogCatalog> catalog(ServerIdentity ownerOfCursor) throws IOException;
    }

    /** This one, with a second server to go to. */
    public Candidate withOther(OtherServer other) {
        return new Candidate(server, searches, address, other, false);
    }

    /** This one alone: a source that begins is not sent elsewhere, where its configured position means nothing. */
    public Candidate alone() {
        return new Candidate(server, searches, address, owner -> Optional.empty(), false);
    }

    /** This one, which the policy {@code standby} sent the source to: from here it is not sent back. */
    public Candidate asOther() {
        return new Candidate(server, searches, address, owner -> Optional.empty(), true);
    }

    Optional<BinlogCatalog> other(ServerIdentity ownerOfCursor) throws IOException {
        return otherServer.catalog(ownerOfCursor);
    }

    boolean isOther() {
        return isOther;
    }

    public BinlogServer server() {
        return server;
    }

    public BinlogSearch search() {
        return searches.get();
    }

    public String address() {
        return address;
    }

    /** What it has; with how far it reaches back, where the cursor is not of this server and time may have to do. */
    public BinlogCatalog catalog(ServerIdentity ownerOfCursor) throws IOException {
        BinlogCatalog catalog = server.catalog();
        Optional<BinlogFile> oldest = catalog.oldest();
        boolean isAnother = ownerOfCursor.isKnown() && !ownerOfCursor.isSameServer(catalog.identity());
        return isAnother && oldest.isPresent()
                ? catalog.withOldestCreated(search().created(oldest.get().name())) : catalog;
    }
}
