package io.github.lockkeeper.catalog;

import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.List;
import java.util.stream.Stream;

/** Catalogues for tests. */
public final class Catalogs {

    public static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    public static final String OTHER_UUID = "ffffffff-71ca-11e1-9e33-c80aa9429562";
    public static final ServerIdentity SERVER = ServerIdentity.of(1, UUID);
    public static final ServerIdentity OTHER_SERVER = ServerIdentity.of(2, OTHER_UUID);
    public static final long NOW = 1_795_341_200L;

    private Catalogs() {
    }

    /** @param listed {@code mysql-bin.000001:900}: a name and a size, oldest first */
    public static BinlogCatalog of(ServerIdentity server, String... listed) {
        return BinlogCatalog.of(server, files(listed), NOW, NOW);
    }

    /** Of {@link #SERVER}. */
    public static BinlogCatalog of(String... listed) {
        return of(SERVER, listed);
    }

    public static BinlogCatalog withGtids(BinlogCatalog catalog, String executed, String purged) {
        return catalog.withGtids(GtidSet.parse(executed), GtidSet.parse(purged));
    }

    private static List<BinlogFile> files(String... listed) {
        return Stream.of(listed).map(text -> text.split(":"))
                .map(part -> BinlogFile.of(BinlogFileName.parse(part[0]), Long.parseLong(part[1]))).toList();
    }
}
