package io.github.lockkeeper.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.position.ServerIdentity;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that a source may read from")
class CandidateTest {

    private final FakeBinlogs server = new FakeBinlogs(Catalogs.of("mysql-bin.000005:0", "mysql-bin.000006:900"));

    @Test
    @DisplayName("how far it reaches back is looked up only for a cursor of another server, in the oldest file on disk")
    void reachesBack() throws IOException {
        Candidate candidate = server.at("db:3306");
        assertThat(candidate.catalog(Catalogs.SERVER).oldestCreatedSeconds()).isZero();
        assertThat(candidate.catalog(ServerIdentity.UNKNOWN).oldestCreatedSeconds()).isZero();
        assertThat(server.asked).containsOnly("catalogue");
        assertThat(candidate.catalog(Catalogs.OTHER_SERVER).oldestCreatedSeconds()).isEqualTo(FakeBinlogs.CREATED);
        assertThat(server.asked).contains("created mysql-bin.000006");
        server.catalog = Catalogs.of();
        assertThat(candidate.catalog(Catalogs.OTHER_SERVER).oldestCreatedSeconds()).isZero();
    }

    @Test
    @DisplayName("knows a second server until it is that itself")
    void other() throws IOException {
        BinlogCatalog standby = Catalogs.of(Catalogs.OTHER_SERVER, "binlog.000001:900");
        Candidate plain = server.at("db:3306");
        Candidate master = plain.withOther(owner -> Optional.of(standby));
        assertThat(plain.other(Catalogs.SERVER)).isEmpty();
        assertThat(master.other(Catalogs.SERVER)).contains(standby);
        assertThat(master.isOther()).isFalse();
        Candidate switched = master.asOther();
        assertThat(switched.isOther()).isTrue();
        assertThat(switched.other(Catalogs.SERVER)).isEmpty();
        assertThat(switched.address()).isEqualTo("db:3306");
        assertThat(switched.server()).isSameAs(server);
        assertThat(switched.search()).isSameAs(server);
    }
}
