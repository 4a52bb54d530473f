package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.BinlogFile;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server that answers as it is told. By default: server 1, MySQL without GTIDs, three files, the end at 9000. */
final class FakeServer implements BinlogServer {

    static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    static final long NOW = 1_795_341_200L;

    ServerIdentity identity = ServerIdentity.of(1, UUID);
    boolean gtids;
    GtidSet executed = GtidSet.EMPTY;
    GtidSet purged = GtidSet.EMPTY;
    GtidSet beforeAnyPlace = GtidSet.EMPTY;
    List<BinlogFileName> files = Stream.of("mysql-bin.000005", "mysql-bin.000006", "mysql-bin.000007")
            .map(BinlogFileName::parse).toList();
    long endPosition = 9000;
    BinlogCoordinates behind;
    final List<String> asked = new ArrayList<>();

    FakeServer withGtids(String set) {
        gtids = true;
        executed = GtidSet.parse(set);
        beforeAnyPlace = executed;
        return this;
    }

    FakeServer withoutBinlog() {
        files = List.of();
        return this;
    }

    @Override
    public ServerIdentity identity() {
        asked.add("identity");
        return identity;
    }

    @Override
    public boolean isMariaDb() {
        return false;
    }

    @Override
    public boolean hasGtids() {
        return gtids;
    }

    @Override
    public String binlogFormat() {
        return "ROW";
    }

    @Override
    public long nowSeconds() {
        return NOW;
    }

    @Override
    public Optional<BinlogOffset> end() {
        return files.isEmpty() ? Optional.empty()
                : Optional.of(at(files.get(files.size() - 1), endPosition, Gtids.of(executed)));
    }

    @Override
    public Optional<BinlogOffset> beginning() {
        return files.isEmpty() ? Optional.empty()
                : Optional.of(at(files.get(0), BinlogCoordinates.FIRST_POSITION, Gtids.of(purged)));
    }

    private BinlogOffset at(BinlogFileName file, long position, Gtids set) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.of(file, position));
        return gtids ? offset.withGtids(set) : offset;
    }

    @Override
    public BinlogCatalog catalog() {
        List<BinlogFile> listed = files.stream().map(file -> BinlogFile.of(file, 10_000)).toList();
        BinlogCatalog catalog = BinlogCatalog.of(identity, listed, NOW, NOW);
        return gtids ? catalog.withGtids(executed, purged) : catalog;
    }

    @Override
    public List<BinlogFileName> files() {
        return files;
    }

    @Override
    public BinlogCoordinates behindDelivered(BinlogCoordinates eventStart) {
        asked.add("behind " + eventStart);
        return behind == null ? eventStart : behind;
    }

    @Override
    public boolean hasIncident(BinlogCoordinates from, BinlogCoordinates to) {
        return false;
    }

    @Override
    public Gtids gtidsBefore(BinlogCoordinates coordinates) {
        asked.add("gtids before " + coordinates);
        return gtids ? Gtids.of(beforeAnyPlace) : Gtids.none();
    }

    @Override
    public GtidSet notExecuted(GtidSet set) {
        return set.subtract(executed);
    }

    @Override
    public GtidSet purgedBeyond(GtidSet set) {
        return purged.subtract(set);
    }
}
