package io.github.lockkeeper.persistence;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.List;
import java.util.Map;

/** Records for tests of stores. */
public final class CursorRecords {
    public static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";

    private CursorRecords() {
    }

    /** The record with both its sources moved to step n, and with everything in it that a record can have. */
    public static GroupCursor advanced(GroupCursor record, int n) {
        return record
                .withSource(SourceName.of("orders"), mySql(n))
                .withSource(SourceName.ofAddress("[::1]:3306"), mariaDb(n))
                .withRetired(SourceName.of("old"), mariaDb(1).withExtras(Map.of("why", "gone")))
                .withExtras(Map.of("later", Map.of("list", List.of(1, "two", true))));
    }

    public static SourceCursor mySql(int n) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000123", 4000 + n))
                .withGtids(Gtids.parse(UUID + ":1-" + n))
                .withTimestampSeconds(1795341103L + n)
                .withFileCreatedSeconds(1795341000L)
                .withLastGtid(UUID + ":" + n);
        return SourceCursor.of(offset, ServerIdentity.of(1, UUID), "10.0.0.1:3306").withExtras(Map.of("lag", n));
    }

    public static SourceCursor mariaDb(int n) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.of("db.prod-bin.999999", 5_000_000_000L + n))
                .withGtids(Gtids.parse("0-1-" + n + ",1-2-5"));
        return SourceCursor.of(offset, ServerIdentity.of(4294967295L, ""), "[::1]:3306");
    }
}
