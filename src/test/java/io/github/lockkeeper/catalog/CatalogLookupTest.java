package io.github.lockkeeper.catalog;

import static io.github.lockkeeper.catalog.Catalogs.OTHER_SERVER;
import static io.github.lockkeeper.catalog.Catalogs.OTHER_UUID;
import static io.github.lockkeeper.catalog.Catalogs.SERVER;
import static io.github.lockkeeper.catalog.Catalogs.UUID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Where an offset stands in what a server has")
class CatalogLookupTest {

    private static final BinlogCatalog FILES = Catalogs.of("mysql-bin.000005:900", "mysql-bin.000006:0",
            "mysql-bin.000008:900", "mysql-bin.000009:300");

    private static BinlogOffset at(String coordinates) {
        return BinlogOffset.of(BinlogCoordinates.parse(coordinates));
    }

    private static CatalogVerdict judge(BinlogCatalog catalog, String coordinates) {
        return new CatalogLookup(catalog).judge(at(coordinates), SERVER);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "mysql-bin.000005:4,IN_RANGE", "mysql-bin.000005:900,IN_RANGE", "mysql-bin.000009:300,IN_RANGE",
        "mysql-bin.000004:4,BELOW", "mysql-bin.000001:99999,BELOW",
        "mysql-bin.000006:4,GONE", "mysql-bin.000007:4,GONE",
        "mysql-bin.000009:301,ABOVE", "mysql-bin.000005:901,ABOVE", "mysql-bin.000010:4,ABOVE",
        "binlog.000005:4,RENAMED", "mysql-bin.log.000005:4,RENAMED"})
    @DisplayName("by file and position")
    void places(String coordinates, CatalogVerdict verdict) {
        assertThat(judge(FILES, coordinates)).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"mysql-bin.000009:301,IN_RANGE", "mysql-bin.000010:4,IN_RANGE", "mysql-bin.000004:4,BELOW",
        "mysql-bin.000006:4,GONE", "binlog.000005:4,RENAMED"})
    @DisplayName("what goes beyond an older listing may have been written since; what it lacks is not there")
    void olderListing(String coordinates, CatalogVerdict verdict) {
        assertThat(judge(FILES.withOlderListing(), coordinates)).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"mysql-bin.999998:4,BELOW", "mysql-bin.999999:4,IN_RANGE", "mysql-bin.1000000:4,IN_RANGE",
        "mysql-bin.1000001:4,ABOVE", "mysql-bin.0999999:4,IN_RANGE"})
    @DisplayName("names that grow wider are compared by number")
    void wider(String coordinates, CatalogVerdict verdict) {
        assertThat(judge(Catalogs.of("mysql-bin.999999:900", "mysql-bin.1000000:300"), coordinates)).isEqualTo(verdict);
    }

    @Test
    @DisplayName("a base that was renamed while older files stay listed is told by the file's own base")
    void renamedBase() {
        BinlogCatalog both = Catalogs.of("mysql-bin.000005:900", "renamed.000001:300");
        assertThat(judge(both, "mysql-bin.000005:4")).isEqualTo(CatalogVerdict.IN_RANGE);
        assertThat(judge(both, "renamed.000001:4")).isEqualTo(CatalogVerdict.IN_RANGE);
        assertThat(judge(both, "mysql-bin.000006:4")).isEqualTo(CatalogVerdict.RENAMED);
        assertThat(judge(both, "renamed.000002:4")).isEqualTo(CatalogVerdict.RENAMED);
    }

    @Test
    @DisplayName("a server that lists no file, or none that can be read, logs nothing")
    void notLogging() {
        assertThat(judge(Catalogs.of(), "mysql-bin.000005:4")).isEqualTo(CatalogVerdict.NOT_LOGGING);
        assertThat(judge(Catalogs.of("mysql-bin.000005:0"), "mysql-bin.000005:4")).isEqualTo(CatalogVerdict.NOT_LOGGING);
    }

    @Test
    @DisplayName("I9: on another server a file that is there as well proves nothing; of whom nobody knows it is believed")
    void anotherServer() {
        CatalogLookup lookup = new CatalogLookup(FILES);
        assertThat(lookup.judge(at("mysql-bin.000005:4"), OTHER_SERVER)).isEqualTo(CatalogVerdict.ANOTHER_SERVER);
        assertThat(lookup.judge(at("mysql-bin.000005:4"), ServerIdentity.UNKNOWN)).isEqualTo(CatalogVerdict.IN_RANGE);
        assertThat(new CatalogLookup(Catalogs.of()).judge(at("mysql-bin.000005:4"), OTHER_SERVER))
                .isEqualTo(CatalogVerdict.NOT_LOGGING);
    }

    @Test
    @DisplayName("I9: in range, but what was delivered was never executed: the history went back")
    void historyLost() {
        CatalogLookup lookup = new CatalogLookup(Catalogs.withGtids(FILES, UUID + ":1-5", UUID + ":1-2"));
        BinlogOffset more = at("mysql-bin.000005:4").withGtids(Gtids.parse(UUID + ":1-7," + OTHER_UUID + ":1"));
        assertThat(lookup.judge(more, SERVER)).isEqualTo(CatalogVerdict.HISTORY_LOST);
        assertThat(lookup.judge(more, OTHER_SERVER)).isEqualTo(CatalogVerdict.ANOTHER_SERVER);
        assertThat(lookup.notExecuted(more)).isEqualTo(GtidSet.parse(UUID + ":6-7," + OTHER_UUID + ":1"));
        assertThat(lookup.judge(more.withGtids(Gtids.parse(UUID + ":1-5")), SERVER)).isEqualTo(CatalogVerdict.IN_RANGE);
    }

    @Test
    @DisplayName("where one of the two knows no GTIDs they say nothing")
    void noGtids() {
        BinlogOffset delivered = at("mysql-bin.000005:4").withGtids(Gtids.parse(UUID + ":1-7"));
        assertThat(new CatalogLookup(FILES).notExecuted(delivered)).isEqualTo(GtidSet.EMPTY);
        CatalogLookup lookup = new CatalogLookup(Catalogs.withGtids(FILES, UUID + ":1-5", UUID + ":1-2"));
        assertThat(lookup.notExecuted(at("mysql-bin.000005:4"))).isEqualTo(GtidSet.EMPTY);
        assertThat(lookup.notExecuted(delivered.withGtids(Gtids.parse("0-1-7")))).isEqualTo(GtidSet.EMPTY);
        assertThat(lookup.purgedBeyond(GtidSet.parse(UUID + ":1"))).isEqualTo(GtidSet.parse(UUID + ":2"));
        assertThat(lookup.purgedBeyond(GtidSet.EMPTY)).isEqualTo(GtidSet.parse(UUID + ":1-2"));
    }
}
