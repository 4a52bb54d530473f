package io.github.lockkeeper.testkit.load;

import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.server.MySqlServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where each change of a load stands, as its servers' binlog files on disk say: to be read before a file is purged or
 * removed. Knows nothing of what the product says about the same files.
 */
public final class CommitPlaces {

    private final Map<RowChange, CommitPlace> places = new HashMap<>();

    /** Of all that lies on the disks of a load's servers now. The servers run, and write nothing meanwhile. */
    public static CommitPlaces of(Load load) {
        return new CommitPlaces().read(load);
    }

    /** These alone, for tests of what reads them. */
    public static CommitPlaces of(Map<RowChange, CommitPlace> known) {
        CommitPlaces places = new CommitPlaces();
        places.places.putAll(known);
        return places;
    }

    /** The same once more, in addition to what was read before. */
    public CommitPlaces read(Load load) {
        for (MySqlServer server : load.sources().stream().map(LoadSource::server).collect(Collectors.toSet())) {
            server.binlogFiles().stream().map(server.dataDir()::resolve).filter(file -> file.toFile().exists())
                    .forEach(file -> places.putAll(new BinlogContent(file).changes()));
        }
        return this;
    }

    /** Empty for a change that was in none of the files. */
    public Optional<CommitPlace> of(RowChange change) {
        return Optional.ofNullable(places.get(change));
    }
}
