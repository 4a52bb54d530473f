package io.github.lockkeeper.stream;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import java.util.Optional;

/** Feeds a scanner with events that lie one behind the other, each 100 bytes long; knows where the last one ended. */
final class Feed {

    static final String FILE = "mysql-bin.000007";
    static final String NEXT_FILE = "mysql-bin.000008";
    static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    static final long CREATED = 1_795_341_000L;
    static final long WHEN = 1_795_341_103L;
    private static final long LENGTH = 100;

    private final BoundaryScanner scanner;
    private String file = FILE;
    private long end;

    private Feed(BoundaryScanner scanner, long from) {
        this.scanner = scanner;
        this.end = from;
    }

    /** A dump by coordinates from {@code FILE:1000}, of which nothing else is known. */
    static Feed from(long position) {
        return from(BinlogOffset.of(BinlogCoordinates.of(FILE, position)));
    }

    static Feed from(BinlogOffset start) {
        return new Feed(new BoundaryScanner(start, false), start.coordinates().position());
    }

    /** A dump by GTID: coordinates mean nothing until the server names the file. */
    static Feed byGtid(Gtids gtids) {
        BinlogOffset start = BinlogOffset.of(BinlogCoordinates.of("old-bin.000099", 5000)).withGtids(gtids);
        return new Feed(new BoundaryScanner(start, true), 4);
    }

    /** What opens every dump: the file's name, made up by the server, and the file's description. */
    Feed opens() {
        scanner.rotate(file, end, true);
        scanner.formatDescription(file, CREATED);
        return this;
    }

    /** Where the event that was fed last ends. */
    long end() {
        return end;
    }

    /** The offset that ends behind the last event, in this file, of this time. */
    BinlogCoordinates here() {
        return BinlogCoordinates.of(file, end);
    }

    BoundaryScanner scanner() {
        return scanner;
    }

    private long next() {
        end = (end + LENGTH) & 0xFFFFFFFFL;
        return end;
    }

    /** As if so many bytes lay between; beyond 4 GiB the protocol's 32 bits wrap. */
    Feed skip(long bytes) {
        end = (end + bytes) & 0xFFFFFFFFL;
        return this;
    }

    Optional<BinlogOffset> query(String sql) {
        return query(sql, WHEN);
    }

    Optional<BinlogOffset> query(String sql, long when) {
        return scanner.query(file, next(), when, sql);
    }

    Optional<BinlogOffset> xid() {
        return scanner.transactionEnd(file, next(), WHEN);
    }

    Optional<BinlogOffset> xaPrepare() {
        return xid();
    }

    Feed rows() {
        scanner.inside(file, next());
        scanner.other(file, next());
        return this;
    }

    Feed gtid(long gno) {
        scanner.gtid(file, next(), UUID, gno);
        return this;
    }

    Feed anonymous() {
        scanner.anonymousGtid(file, next());
        return this;
    }

    Feed tagged() {
        scanner.gtidOfUnknownForm(file, next());
        return this;
    }

    Feed mariaDbGtid() {
        scanner.mariaDbGtid(file, next());
        return this;
    }

    Feed other() {
        scanner.other(file, next());
        return this;
    }

    Optional<BinlogOffset> heartbeat() {
        return heartbeat(file, end);
    }

    Optional<BinlogOffset> heartbeat(String inFile, long position) {
        return scanner.heartbeat(inFile, position);
    }

    /** The last event of a file, and what the server sends at the start of the next. */
    Optional<BinlogOffset> rotateTo(String next) {
        Optional<BinlogOffset> boundary = scanner.rotate(next, 4, false);
        entered(next);
        return boundary;
    }

    /** A server that crashed wrote no ROTATE: the dump only names the next file. */
    Feed breaksOffAndGoesOnIn(String next) {
        scanner.rotate(next, 4, true);
        entered(next);
        return this;
    }

    private void entered(String next) {
        file = next;
        end = 4;
        scanner.rotate(next, 4, true);
        scanner.formatDescription(next, CREATED + 1);
        other();
    }

    /** A whole transaction of rows. */
    Optional<BinlogOffset> transaction() {
        query("BEGIN");
        rows();
        return xid();
    }
}
