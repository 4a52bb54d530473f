package io.github.lockkeeper.recovery;

import static io.github.lockkeeper.catalog.Catalogs.OTHER_SERVER;
import static io.github.lockkeeper.catalog.Catalogs.SERVER;
import static io.github.lockkeeper.catalog.Catalogs.UUID;
import static io.github.lockkeeper.catalog.Catalogs.withGtids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Whether a server still goes on where the stream is")
class StreamCheckTest {

    private static final BinlogCatalog FILES = Catalogs.of("mysql-bin.000005:900", "mysql-bin.000006:500");

    private static SourceCursor at(String coordinates, String gtids) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.parse(coordinates)).withGtids(Gtids.parse(gtids));
        return SourceCursor.of(offset, SERVER, "db:3306");
    }

    private static String found(SourceCursor delivered, BinlogCatalog catalog) throws IOException {
        Optional<Fault> fault = StreamCheck.of(delivered, new FakeBinlogs(catalog));
        return fault.map(each -> each.kind().name()).orElse("nothing");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"mysql-bin.000005:900,nothing", "mysql-bin.000006:500,nothing", "mysql-bin.000006:501,REWOUND",
        "mysql-bin.000007:4,REWOUND", "renamed.000001:4,REWOUND"})
    @DisplayName("a stream that has come further than the server's end was left behind by a reset")
    void place(String delivered, String found) throws IOException {
        assertThat(found(at(delivered, ""), FILES)).isEqualTo(found);
    }

    @Test
    @DisplayName("I9: what was delivered and is not executed shows a reset, however long the new binlog is")
    void history() throws IOException {
        SourceCursor delivered = at("mysql-bin.000005:4", UUID + ":1-5");
        assertThat(found(delivered, withGtids(FILES, UUID + ":1-4", ""))).isEqualTo("REWOUND");
        assertThat(found(delivered, withGtids(FILES, UUID + ":1-5", ""))).isEqualTo("nothing");
        assertThat(found(delivered, FILES)).isEqualTo("nothing");
        assertThat(found(at("mysql-bin.000005:4", ""), withGtids(FILES, UUID + ":1-4", ""))).isEqualTo("nothing");
    }

    @Test
    @DisplayName("a server that writes no binlog any more is one that halts; another server says nothing")
    void others() throws IOException {
        assertThat(found(at("mysql-bin.000005:4", ""), Catalogs.of())).isEqualTo(FaultKind.BINLOG_OFF.name());
        assertThat(found(at("mysql-bin.000007:4", ""), Catalogs.of(OTHER_SERVER, "mysql-bin.000001:4"))).isEqualTo("nothing");
        assertThat(found(at("mysql-bin.000007:4", ""), Catalogs.of(OTHER_SERVER))).isEqualTo("nothing");
    }

    @ParameterizedTest(name = "executed {0}, purged {1}: {2}")
    @CsvSource({"1-9,1-3,true", "1-5,1-5,true", "1-4,1-3,false", "1-9,1-6,false"})
    @DisplayName("a master takes its source back that has all that was delivered, and can send all that was not")
    void takesOver(String executed, String purged, boolean can) throws IOException {
        BinlogCatalog master = withGtids(FILES, UUID + ":" + executed, UUID + ":" + purged);
        assertThat(StreamCheck.canTakeOver(at("b.000001:4", UUID + ":1-5"), new FakeBinlogs(master))).isEqualTo(can);
    }

    @Test
    @DisplayName("without GTIDs on both sides it does not")
    void noGtids() throws IOException {
        FakeBinlogs master = new FakeBinlogs(withGtids(FILES, UUID + ":1-9", ""));
        assertThat(StreamCheck.canTakeOver(at("b.000001:4", ""), master)).isFalse();
        assertThat(StreamCheck.canTakeOver(at("b.000001:4", "empty"), master)).isFalse();
        assertThat(StreamCheck.canTakeOver(at("b.000001:4", UUID + ":1-5"), new FakeBinlogs(FILES))).isFalse();
    }
}
