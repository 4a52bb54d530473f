package io.github.lockkeeper.recovery;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.BinlogFile;
import io.github.lockkeeper.catalog.BinlogSearch;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A server that has what its catalogue says; each file was created at {@link #CREATED}, unless it is told otherwise. */
final class FakeBinlogs implements BinlogServer, BinlogSearch {

    static final long CREATED = 1_795_330_000L;

    BinlogCatalog catalog;
    Gtids before = Gtids.none();
    final Map<String, Long> created = new HashMap<>();
    final List<String> incidents = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    boolean down;
    boolean unreadable;

    FakeBinlogs(BinlogCatalog catalog) {
        this.catalog = catalog;
    }

    Candidate at(String address) {
        return new Candidate(this, () -> this, address);
    }

    private void ask(String what) throws IOException {
        asked.add(what);
        if (down) {
            throw new IOException("connection refused");
        }
    }

    @Override
    public BinlogCatalog catalog() throws IOException {
        ask("catalogue");
        return catalog;
    }

    @Override
    public Gtids gtidsBefore(BinlogCoordinates coordinates) throws IOException {
        ask("gtids before " + coordinates);
        return before;
    }

    @Override
    public boolean hasIncident(BinlogCoordinates from, BinlogCoordinates to) throws IOException {
        if (unreadable) {
            throw new IOException("no answer");
        }
        return incidents.contains(from.toString());
    }

    @Override
    public Optional<BinlogOffset> end() throws IOException {
        ask("end");
        return catalog.newest().map(file -> BinlogOffset.of(BinlogCoordinates.of(file.name(), file.size()))
                .withGtids(catalog.executed().map(Gtids::of).orElse(Gtids.none())));
    }

    @Override
    public BinlogOffset find(long seconds) throws IOException {
        ask("find " + seconds);
        return BinlogOffset.of(BinlogCoordinates.of(catalog.oldest().orElseThrow().name(), 77));
    }

    @Override
    public long created(BinlogFileName file) throws IOException {
        ask("created " + file);
        return created.getOrDefault(file.toString(), CREATED);
    }

    @Override
    public ServerIdentity identity() {
        return catalog.identity();
    }

    @Override
    public boolean isMariaDb() {
        return false;
    }

    @Override
    public boolean hasGtids() {
        return catalog.executed().isPresent();
    }

    @Override
    public String binlogFormat() {
        return "ROW";
    }

    @Override
    public long nowSeconds() {
        return Catalogs.NOW;
    }

    @Override
    public Optional<BinlogOffset> beginning() {
        throw new UnsupportedOperationException("the recovery does not ask this");
    }

    @Override
    public List<BinlogFileName> files() {
        return catalog.files().stream().map(BinlogFile::name).collect(Collectors.toList());
    }

    @Override
    public BinlogCoordinates behindDelivered(BinlogCoordinates eventStart) {
        throw new UnsupportedOperationException("the recovery does not ask this");
    }

    @Override
    public GtidSet notExecuted(GtidSet set) {
        return set.subtract(catalog.executed().orElse(GtidSet.EMPTY));
    }

    @Override
    public GtidSet purgedBeyond(GtidSet set) {
        return catalog.purged().subtract(set);
    }
}
