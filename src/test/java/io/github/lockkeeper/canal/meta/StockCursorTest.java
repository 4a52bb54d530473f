package io.github.lockkeeper.canal.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.common.utils.JsonUtils;
import com.alibaba.otter.canal.meta.MemoryMetaManager;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.cursor.FlakyCursorStore;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Canal's own cursor, for the way back to a stock template")
class StockCursorTest {

    private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final ClientIdentity CLIENT = MetaFixture.client(1001);

    private final MemoryMetaManager host = new MemoryMetaManager();
    private final CursorKeeper keeper = new CursorKeeper(new FlakyCursorStore(), new CursorTracker(),
            Stream.of("a", "b", "c").map(SourceName::of).toList());
    private final StockCursor stock = new StockCursor(host, MetaFixture.GROUP);

    @BeforeEach
    void start() {
        host.start();
        host.subscribe(CLIENT);
        keeper.open();
    }

    private void cursor(String source, String coordinates, long seconds, String gtids, String address) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.parse(coordinates)).withTimestampSeconds(seconds)
                .withGtids(Gtids.parse(gtids));
        keeper.fix(SourceName.of(source), SourceCursor.of(offset, ServerIdentity.of(7, ""), address));
    }

    private LogPosition followed() {
        stock.follow(keeper);
        return (LogPosition) host.getCursor(CLIENT);
    }

    @Test
    @DisplayName("is that of the source with the oldest acknowledged time: the others come again from there")
    void oldest() {
        cursor("a", "mysql-bin.000009:900", 2000, "", "10.0.0.1:3306");
        cursor("b", "mysql-bin.000001:100", 1000, UUID + ":1-5", "10.0.0.2:3306");
        cursor("c", "mysql-bin.000002:200", 3000, "", "10.0.0.3:3306");

        LogPosition position = followed();
        EntryPosition entry = position.getPostion();
        assertThat(List.of(entry.getJournalName(), entry.getPosition(), entry.getTimestamp(), entry.getServerId(),
                entry.getGtid())).containsExactly("mysql-bin.000001", 100L, 1_000_000L, 7L, UUID + ":1-5");
        assertThat(position.getIdentity().getSourceAddress().getHostString()).isEqualTo("10.0.0.2");
        assertThat(position.getIdentity().getSourceAddress().getPort()).isEqualTo(3306);
    }

    @Test
    @DisplayName("leaves sources without a time aside, and stays as it is if there is no other")
    void withoutTime() {
        cursor("a", "mysql-bin.000009:900", 0, "", "10.0.0.1:3306");
        assertThat(followed()).isNull();
        cursor("b", "mysql-bin.000001:100", 1000, "", "10.0.0.2:3306");
        assertThat(followed().getPostion().getJournalName()).isEqualTo("mysql-bin.000001");
        assertThat(followed().getPostion().getGtid()).isNull();
    }

    @Test
    @DisplayName("is the cursor of every client, and can be read back by the host")
    void everyClient() {
        ClientIdentity second = MetaFixture.client(1002);
        host.subscribe(second);
        cursor("a", "mysql-bin.000009:900", 2000, "", "[::1]:3306");
        followed();
        assertThat(host.getCursor(second)).isEqualTo(host.getCursor(CLIENT));
        LogPosition read = JsonUtils.unmarshalFromString(JsonUtils.marshalToString(host.getCursor(second)),
                LogPosition.class);
        assertThat(read.getPostion().getPosition()).isEqualTo(900);
        assertThat(read.getIdentity().getSourceAddress().getPort()).isEqualTo(3306);
    }

    @Test
    @DisplayName("leaves a source aside whose record tells no address (imported, written by hand): it harms no other")
    void withoutAddress() {
        cursor("a", "mysql-bin.000009:900", 1000, "", "");
        assertThat(followed()).isNull();
        cursor("b", "mysql-bin.000001:100", 2000, "", "10.0.0.2:3306");
        assertThat(followed().getPostion().getJournalName()).isEqualTo("mysql-bin.000001");
    }

    @Test
    @DisplayName("carries no GTIDs that the host would not understand")
    void hostsGtids() {
        cursor("a", "mysql-bin.000009:900", 1000, "empty", "10.0.0.1:3306");
        assertThat(followed().getPostion().getGtid()).isNull();
        cursor("a", "mysql-bin.000009:900", 1000, "0-1-100", "10.0.0.1:3306");
        assertThat(followed().getPostion().getGtid()).isNull();
    }
}
