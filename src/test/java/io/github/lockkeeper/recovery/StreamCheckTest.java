package io.github.lockkeeper.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A look beside the stream")
class StreamCheckTest {

    private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final ServerIdentity SERVER = ServerIdentity.of(1, UUID);
    private static final BinlogCatalog CATALOG = BinlogCatalog.of(SERVER,
            Catalogs.of("mysql-bin.000005:900", "mysql-bin.000006:900").files(), 1000, 1000);

    private static SourceCursor delivered(String coordinates, String gtids) {
        return SourceCursor.of(BinlogOffset.of(BinlogCoordinates.parse(coordinates)).withGtids(Gtids.parse(gtids)),
                SERVER, "db:3306");
    }

    private static BinlogCatalog executed(String set, String purged) {
        return CATALOG.withGtids(GtidSet.parse(set), GtidSet.parse(purged));
    }

    @ParameterizedTest
    @CsvSource({"mysql-bin.000005:4,false", "mysql-bin.000006:900,false", "mysql-bin.000006:901,true",
        "mysql-bin.000007:4,true", "renamed.000001:4,true"})
    @DisplayName("finds a binlog that ends in front of the stream, or goes by another name")
    void end(String at, boolean rewound) throws IOException {
        assertThat(StreamCheck.of(delivered(at, ""), new FakeBinlogs(CATALOG)).map(fault -> fault.kind()))
                .isEqualTo(rewound ? Optional.of(FaultKind.REWOUND) : Optional.empty());
    }

    @Test
    @DisplayName("finds a server that logs no more; leaves another server to the stream")
    void notLogging() throws IOException {
        BinlogCatalog off = BinlogCatalog.of(SERVER, List.of(), 1000, 1000);
        assertThat(StreamCheck.of(delivered("mysql-bin.000006:4", ""), new FakeBinlogs(off)).orElseThrow().kind())
                .isEqualTo(FaultKind.BINLOG_OFF);
        BinlogCatalog other = BinlogCatalog.of(ServerIdentity.of(2, ""), List.of(), 1000, 1000);
        assertThat(StreamCheck.of(delivered("mysql-bin.000006:4", ""), new FakeBinlogs(other))).isEmpty();
    }

    @Test
    @DisplayName("tells what is not executed, of its own server only")
    void notExecuted() throws IOException {
        FakeBinlogs server = new FakeBinlogs(executed(UUID + ":1-4", ""));
        assertThat(StreamCheck.notExecuted(delivered("mysql-bin.000006:4", UUID + ":1-5"), server))
                .hasToString(UUID + ":5");
        assertThat(StreamCheck.notExecuted(delivered("mysql-bin.000006:4", ""), server).isEmpty()).isTrue();
        assertThat(StreamCheck.notExecuted(delivered("mysql-bin.000006:4", UUID + ":1-5")
                .withIdentity(ServerIdentity.of(2, "")), server).isEmpty()).isTrue();
        assertThat(StreamCheck.notExecuted(delivered("mysql-bin.000006:4", UUID + ":1-5"), new FakeBinlogs(CATALOG))
                .isEmpty()).isTrue();
    }

    @Test
    @DisplayName("a master can take a source back that has all that was delivered, and has purged nothing that was not")
    void takeOver() throws IOException {
        SourceCursor delivered = delivered("mysql-bin.000006:4", UUID + ":1-5");
        assertThat(StreamCheck.canTakeOver(delivered, new FakeBinlogs(executed(UUID + ":1-9", UUID + ":1-5")))).isTrue();
        assertThat(StreamCheck.canTakeOver(delivered, new FakeBinlogs(executed(UUID + ":1-4", "")))).isFalse();
        assertThat(StreamCheck.canTakeOver(delivered, new FakeBinlogs(executed(UUID + ":1-9", UUID + ":1-6")))).isFalse();
        assertThat(StreamCheck.canTakeOver(delivered, new FakeBinlogs(CATALOG))).isFalse();
        assertThat(StreamCheck.canTakeOver(delivered("mysql-bin.000006:4", ""),
                new FakeBinlogs(executed(UUID + ":1-9", "")))).isFalse();
    }
}
