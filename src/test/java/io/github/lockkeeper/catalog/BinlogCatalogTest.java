package io.github.lockkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.GtidSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a server had")
class BinlogCatalogTest {

    private static final BinlogCatalog HOLES =
            Catalogs.of("mysql-bin.000004:0", "mysql-bin.000005:900", "mysql-bin.000006:0", "mysql-bin.000007:300");

    private static String name(Optional<BinlogFile> file) {
        return file.map(found -> found.name().toString()).orElse("none");
    }

    private static BinlogFileName named(String name) {
        return BinlogFileName.parse(name);
    }

    @Test
    @DisplayName("the oldest file and the next one are ones that can be read; what was removed by rm is listed with size 0")
    void holes() {
        assertThat(HOLES.hasHole()).isTrue();
        assertThat(name(HOLES.oldest())).isEqualTo("mysql-bin.000005");
        assertThat(name(HOLES.nextAfter(named("mysql-bin.000003")))).isEqualTo("mysql-bin.000005");
        assertThat(name(HOLES.nextAfter(named("mysql-bin.000005")))).isEqualTo("mysql-bin.000007");
        assertThat(name(HOLES.newest())).isEqualTo("mysql-bin.000007");
        assertThat(HOLES.file(named("mysql-bin.000006")).orElseThrow().isOnDisk()).isFalse();
        assertThat(Catalogs.of("mysql-bin.000005:900").hasHole()).isFalse();
    }

    @Test
    @DisplayName("behind the newest file, and behind one with another base, comes none")
    void noNext() {
        assertThat(HOLES.nextAfter(named("mysql-bin.000007"))).isEmpty();
        assertThat(HOLES.nextAfter(named("renamed.000001"))).isEmpty();
        assertThat(Catalogs.of().oldest()).isEmpty();
        assertThat(Catalogs.of().newest()).isEmpty();
        assertThat(Catalogs.of()).asString().endsWith("no binlog");
    }

    @Test
    @DisplayName("names that grow wider follow each other by number")
    void wider() {
        BinlogCatalog wider = Catalogs.of("mysql-bin.999999:900", "mysql-bin.1000000:300");
        assertThat(name(wider.nextAfter(named("mysql-bin.999999")))).isEqualTo("mysql-bin.1000000");
        assertThat(wider.nextAfter(named("mysql-bin.1000000"))).isEmpty();
        assertThat(wider).asString().endsWith("mysql-bin.999999 to mysql-bin.1000000");
    }

    @Test
    @DisplayName("each addition leaves all else as it was")
    void additions() {
        GtidSet executed = GtidSet.parse(Catalogs.UUID + ":1-9");
        GtidSet purged = GtidSet.parse(Catalogs.UUID + ":1-3");
        BinlogCatalog plain = BinlogCatalog.of(Catalogs.SERVER, HOLES.files(), 1000, 1120);
        BinlogCatalog all = plain.withGtids(executed, purged).withLogsReplicated(true).withOldestCreated(77)
                .withOlderListing();
        for (BinlogCatalog each : List.of(all, all.withLogsReplicated(true), all.withOldestCreated(77))) {
            assertThat(each.identity()).isEqualTo(Catalogs.SERVER);
            assertThat(each.files()).isEqualTo(HOLES.files());
            assertThat(each.executed()).contains(executed);
            assertThat(each.purged()).isEqualTo(purged);
            assertThat(each.logsReplicated()).isTrue();
            assertThat(each.oldestCreatedSeconds()).isEqualTo(77);
            assertThat(each.isListingFresh()).isFalse();
            assertThat(each.clockDifferenceSeconds()).isEqualTo(120);
        }
        assertThat(plain.executed()).isEmpty();
        assertThat(plain.logsReplicated()).isFalse();
        assertThat(plain.oldestCreatedSeconds()).isZero();
        assertThat(plain.isListingFresh()).isTrue();
    }

    @Test
    @DisplayName("a clock that is ahead differs as one that is behind")
    void clocks() {
        assertThat(BinlogCatalog.of(Catalogs.SERVER, List.of(), 1120, 1000).clockDifferenceSeconds()).isEqualTo(120);
    }

    @Test
    @DisplayName("the files are its own, and nobody changes them")
    void immutable() {
        List<BinlogFile> files = new ArrayList<>(HOLES.files());
        BinlogCatalog catalog = BinlogCatalog.of(Catalogs.SERVER, files, 1, 1);
        files.clear();
        assertThat(catalog.files()).hasSize(4);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(catalog.files()::clear);
    }

    @Test
    @DisplayName("a file is its name and its size, which is never negative")
    void file() {
        BinlogFile file = BinlogFile.of(named("mysql-bin.000001"), 900);
        assertThat(file).isEqualTo(BinlogFile.of(named("mysql-bin.000001"), 900)).hasToString("mysql-bin.000001(900)")
                .hasSameHashCodeAs(BinlogFile.of(named("mysql-bin.000001"), 900))
                .isNotEqualTo(BinlogFile.of(named("mysql-bin.000001"), 901))
                .isNotEqualTo(BinlogFile.of(named("mysql-bin.000002"), 900));
        assertThatIllegalArgumentException().isThrownBy(() -> BinlogFile.of(named("mysql-bin.000001"), -1));
    }
}
