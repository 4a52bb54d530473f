package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.protocol.position.EntryPosition;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.recovery.ResumePoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A start, in the host's terms")
class EntryPositionsTest {

    private static final String GTIDS = "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5";
    private static final BinlogOffset OFFSET = BinlogOffset.of(BinlogCoordinates.of("mysql-bin.000006", 5_000_000_000L))
            .withGtids(Gtids.parse(GTIDS));

    private static SourceCursor cursor(BinlogOffset offset) {
        return SourceCursor.of(offset, ServerIdentity.of(4_294_967_295L, ""), "db:3306");
    }

    @Test
    @DisplayName("by coordinates carries no set: the host would dump by it")
    void byCoordinates() {
        EntryPosition entry = EntryPositions.of(ResumePoint.byCoordinates(cursor(OFFSET.withTimestampSeconds(1000))));
        assertThat(entry.getJournalName()).isEqualTo("mysql-bin.000006");
        assertThat(entry.getPosition()).isEqualTo(5_000_000_000L);
        assertThat(entry.getTimestamp()).isEqualTo(1_000_000L);
        assertThat(entry.getServerId()).isEqualTo(4_294_967_295L);
        assertThat(entry.getGtid()).isNull();
    }

    @Test
    @DisplayName("by GTID carries the set")
    void byGtid() {
        assertThat(EntryPositions.of(ResumePoint.byGtid(cursor(OFFSET))).getGtid()).isEqualTo(GTIDS);
    }

    @Test
    @DisplayName("always has a time: the host's table history can be rolled to nothing else")
    void time() {
        assertThat(EntryPositions.of(ResumePoint.byCoordinates(cursor(OFFSET.withFileCreatedSeconds(500))))
                .getTimestamp()).isEqualTo(500_000L);
        assertThat(EntryPositions.of(ResumePoint.byCoordinates(cursor(OFFSET))).getTimestamp()).isPositive();
    }

    @Test
    @DisplayName("says in a message how it goes on")
    void text() {
        assertThat(ResumePoint.byGtid(cursor(OFFSET))).hasToString(OFFSET + " by GTID");
        assertThat(ResumePoint.byCoordinates(cursor(OFFSET))).hasToString(OFFSET + " by coordinates");
    }
}
