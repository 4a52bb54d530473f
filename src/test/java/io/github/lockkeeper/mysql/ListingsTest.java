package io.github.lockkeeper.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogFile;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.ServerIdentity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I16: the files of a server are listed at most once in 10 s")
class ListingsTest {

    private static final ServerIdentity MASTER = ServerIdentity.of(1, "");
    private static final ServerIdentity STANDBY = ServerIdentity.of(2, "");
    private static final List<BinlogFile> FILES =
            List.of(BinlogFile.of(BinlogFileName.parse("mysql-bin.000001"), 900));

    private long nanos = Long.MAX_VALUE - 1;
    private final Listings listings = new Listings(() -> nanos);

    @Test
    @DisplayName("the last listing serves until then, also where the clock wraps")
    void pace() {
        assertThat(listings.recent(MASTER)).isEmpty();
        listings.remember(MASTER, FILES);
        nanos += Duration.ofSeconds(10).toNanos() - 1;
        assertThat(listings.recent(MASTER)).contains(FILES);
        nanos++;
        assertThat(listings.recent(MASTER)).isEmpty();
        listings.remember(MASTER, List.of());
        assertThat(listings.recent(MASTER)).contains(List.of());
    }

    @Test
    @DisplayName("for the server that was asked, and no other")
    void perServer() {
        listings.remember(MASTER, FILES);
        assertThat(listings.recent(STANDBY)).isEmpty();
        listings.remember(STANDBY, List.of());
        assertThat(listings.recent(MASTER)).contains(FILES);
    }
}
