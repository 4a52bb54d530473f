package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogIdentity;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import io.github.lockkeeper.canal.meta.HostCursor;
import io.github.lockkeeper.canal.meta.HostCursors;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.Gtids;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A source of a destination that ran a stock template before")
class AdoptionTest {

    private static final InetSocketAddress OWN = new InetSocketAddress("10.0.0.1", 3306);
    private static final InetSocketAddress OTHER = new InetSocketAddress("10.0.0.2", 3306);

    private final FakeServer server = new FakeServer();
    private final DumpedFiles dumps = new DumpedFiles()
            .file("mysql-bin.000005", 5000, dump -> List.of(dump.at(5900).query("CREATE DATABASE d"),
                    dump.rotate("mysql-bin.000006")))
            .file("mysql-bin.000006", 6000, dump -> List.of(dump.at(6900).rotate("mysql-bin.000007")))
            .file("mysql-bin.000007", 7000, dump -> List.of(dump.at(7100).query("CREATE DATABASE f")));

    private static HostCursor host(long timestampMillis, String gtid) {
        EntryPosition entry = new EntryPosition("mysql-bin.000006", 500L, timestampMillis);
        entry.setGtid(gtid);
        LogPosition position = new LogPosition();
        position.setPostion(entry);
        position.setIdentity(new LogIdentity(OWN, -1L));
        return HostCursors.of(position).orElseThrow();
    }

    private SourceCursor adopt(HostCursor host, InetSocketAddress source, GtidMode mode) throws IOException {
        return new Adoption(host, 60, mode).decide(source, "db:3306", server,
                new TimeSearch(dumps, server, DumpedFiles.WATCH, () -> true));
    }

    @Test
    @DisplayName("whose cursor it is resumes behind the event that was acknowledged")
    void exact() throws IOException {
        server.behind = BinlogCoordinates.of("mysql-bin.000006", 531);
        SourceCursor cursor = adopt(host(6_800_000, null), OWN, GtidMode.AUTO);
        assertThat(cursor.offset().coordinates()).hasToString("mysql-bin.000006:531");
        assertThat(cursor.offset().timestampSeconds()).isEqualTo(6800);
        assertThat(cursor.offset().gtids()).isEqualTo(Gtids.none());
        assertThat(cursor.identity()).isEqualTo(server.identity);
        assertThat(cursor.address()).isEqualTo("db:3306");
        assertThat(server.asked).contains("behind mysql-bin.000006:500");
    }

    @Test
    @DisplayName("takes the host's set where the host kept one, and where sets are wanted and to be had")
    void withGtids() throws IOException {
        String set = FakeServer.UUID + ":1-5";
        assertThat(adopt(host(6_800_000, set), OWN, GtidMode.ON).offset().gtids()).isEqualTo(Gtids.none());
        server.withGtids(FakeServer.UUID + ":1-9");
        assertThat(adopt(host(6_800_000, set), OWN, GtidMode.ON).offset().gtids()).isEqualTo(Gtids.parse(set));
        assertThat(adopt(host(6_800_000, set), OWN, GtidMode.OFF).offset().gtids()).isEqualTo(Gtids.none());
        assertThat(adopt(host(6_800_000, "0-1-7"), OWN, GtidMode.ON).offset().gtids()).isEqualTo(Gtids.none());
    }

    @Test
    @DisplayName("whose it is not resumes by its time minus the margin: too early is replay, too late were loss")
    void byTime() throws IOException {
        assertThat(adopt(host(6_960_000, null), OTHER, GtidMode.AUTO).offset().coordinates())
                .as("6900 is in, 6960 - 60").hasToString("mysql-bin.000007:4");
        assertThat(adopt(host(5_950_000, null), OTHER, GtidMode.AUTO).offset().coordinates())
                .hasToString("mysql-bin.000005:4");
        assertThat(server.asked).noneMatch(asked -> asked.startsWith("behind"));
    }

    @Test
    @DisplayName("without a time resumes at the oldest binlog")
    void withoutTime() throws IOException {
        assertThat(adopt(host(0, null), OTHER, GtidMode.AUTO).offset().coordinates())
                .hasToString("mysql-bin.000005:4");
        assertThat(new Adoption(host(0, null), 60, GtidMode.AUTO).isExactFor(OWN)).isTrue();
        assertThat(new Adoption(host(0, null), 60, GtidMode.AUTO).isExactFor(OTHER)).isFalse();
    }
}
