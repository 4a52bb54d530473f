package io.github.lockkeeper.canal.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.meta.MemoryMetaManager;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogIdentity;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Canal's own cursor, as it was found")
class HostCursorTest {

    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 3306);

    private static LogPosition position(String file, Long offset, Long millis, String gtid, InetSocketAddress address) {
        EntryPosition entry = new EntryPosition(file, offset);
        entry.setTimestamp(millis);
        entry.setGtid(gtid);
        LogPosition position = new LogPosition();
        position.setPostion(entry);
        position.setIdentity(address == null ? null : new LogIdentity(address, -1L));
        return position;
    }

    @Test
    @DisplayName("survives its way through the record")
    void fields() {
        HostCursor cursor = HostCursor.of(position("mysql-bin.000006", 500L, 6_800_000L, "u:1-5", ADDRESS)).orElseThrow();
        HostCursor read = HostCursor.parse(cursor.toFields());
        assertThat(read.eventStart()).hasToString("mysql-bin.000006:500");
        assertThat(read.timestampMillis()).isEqualTo(6_800_000L);
        assertThat(read.gtids()).isEqualTo("u:1-5");
        assertThat(read.isOf(ADDRESS)).isTrue();
        assertThat(read.toFields()).isEqualTo(cursor.toFields());
    }

    @Test
    @DisplayName("what it does not tell is unknown, and of nobody")
    void unknown() {
        HostCursor cursor = HostCursor.of(position("mysql-bin.000006", 500L, null, null, null)).orElseThrow();
        assertThat(cursor.timestampMillis()).isZero();
        assertThat(cursor.gtids()).isEmpty();
        assertThat(cursor.isOf(ADDRESS)).isFalse();
        assertThat(cursor).hasToString("mysql-bin.000006:500 of an unknown source");
    }

    @Test
    @DisplayName("one that says too little is none")
    void nothing() {
        assertThat(HostCursor.of(position(null, 500L, 1L, null, ADDRESS))).isEmpty();
        assertThat(HostCursor.of(position("mysql-bin.000006", null, 1L, null, ADDRESS))).isEmpty();
        assertThat(HostCursor.of(position("mysql-bin.000006", 0L, 1L, null, ADDRESS))).isEmpty();
        assertThat(HostCursor.of(new LogPosition())).isEmpty();
    }

    @Test
    @DisplayName("a name and its address are one source; another port is another")
    void addresses() {
        HostCursor cursor = HostCursor.of(position("mysql-bin.000006", 500L, 1L, null, ADDRESS)).orElseThrow();
        assertThat(cursor.isOf(new InetSocketAddress("localhost", 3306))).isTrue();
        assertThat(cursor.isOf(new InetSocketAddress("127.0.0.1", 3307))).isFalse();
        assertThat(cursor.isOf(new InetSocketAddress("127.0.0.2", 3306))).isFalse();
    }

    @Test
    @DisplayName("of several clients the oldest counts")
    void oldest() {
        MemoryMetaManager host = new MemoryMetaManager();
        host.start();
        StockCursor stock = new StockCursor(host, MetaFixture.GROUP);
        assertThat(stock.found()).isEmpty();
        ClientIdentity first = MetaFixture.client(1);
        ClientIdentity second = MetaFixture.client(2);
        host.subscribe(first);
        host.subscribe(second);
        host.subscribe(MetaFixture.client(3));
        host.updateCursor(first, position("mysql-bin.000009", 900L, 9000L, null, ADDRESS));
        host.updateCursor(second, position("mysql-bin.000005", 500L, 5000L, null, ADDRESS));
        assertThat(stock.found().orElseThrow().eventStart()).hasToString("mysql-bin.000005:500");
    }
}
