package io.github.lockkeeper.scenario.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.liveness.SourceState;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions where no event starts: named within a bound, never tried for ever. */
class BadPositionIT extends HealScenario {

    @BeforeEach
    void rows() {
        insert(orders, "shop1.t", 1, 5);
        insert(orders, "shop1.t", 6, 10);
    }

    @ParameterizedTest(name = "gtidon={0} parallel={1}")
    @CsvSource({"auto,false", "auto,true", "true,true", "false,true"})
    @DisplayName("n: a position beyond the end of its file: REWOUND, from the oldest that is there")
    void beyondTheFile(String gtidon, boolean parallel) {
        startAt("100000", gtidon, parallel);
        EmbeddedClient client = client();
        client.drainUntil(() -> client.held().containsAll(inserts("shop1.t", 1, 10)));
        Gap entry = awaitConfirmed(ORDERS, GapKind.REWOUND);
        assertThat(entry.decision().policy()).isEqualTo("earliest");
        awaitDurableEnd(ORDERS, orders);
    }

    @ParameterizedTest(name = "{0} {1} bytes behind its start, gtidon={2} parallel={3}")
    @CsvSource({"Write_rows,1,auto,false", "Write_rows,4,auto,true", "Write_rows,9,auto,true", "Query,13,auto,false",
            "Gtid,19,false,true", "Xid,7,auto,true", "Table_map,21,auto,false"})
    @DisplayName("n: a position inside an event: the source halts, and says so; nothing is delivered from there")
    void insideAnEvent(String type, int bytes, String gtidon, boolean parallel) {
        long start = Long.parseLong(orders.query("SHOW BINLOG EVENTS IN 'mysql-bin.000001'").stream()
                .filter(event -> event.get(2).startsWith(type)).reduce((first, last) -> last).orElseThrow().get(1));
        startAt(String.valueOf(start + bytes), gtidon, parallel);
        insert(trades, "shop2.t", 1, 5);
        assertThat(client().drainUntilHeld(5).held()).isEqualTo(inserts("shop2.t", 1, 5));
        Awaitility.await("halted").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50))
                .until(() -> state(0) == SourceState.HALTED);
        assertThat(host.parser(0).condition().reason()).containsAnyOf("BINLOG_CORRUPT", "EVENT_TOO_LARGE");
        assertThat(gaps(ORDERS)).as("entries besides the start").hasSize(1);
    }

    private void startAt(String position, String gtidon, boolean parallel) {
        host.set("canal.instance.gtidon", gtidon).set("canal.instance.parser.parallel", String.valueOf(parallel))
                .set("canal.instance.master1.journal.name", "mysql-bin.000001")
                .set("canal.instance.master1.position", position).start();
    }
}
