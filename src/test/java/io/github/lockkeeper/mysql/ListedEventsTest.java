package io.github.lockkeeper.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.catalog.QueryGuard;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.Gtids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SHOW BINLOG EVENTS says of a place in a file. */
@DisplayName("The events in front of a place")
class ListedEventsTest {

    private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String FILE = "mysql-bin.000007";
    private static final List<String> COLUMNS =
            List.of("Log_name", "Pos", "Event_type", "Server_id", "End_log_pos", "Info");

    private final ScriptedConnection connection = new ScriptedConnection();
    private final BinlogServer server = new MySqlBinlogServers().apply(connection, QueryGuard.NONE);
    private final List<String> rows = new ArrayList<>();
    private long end = 4;

    @BeforeEach
    void mySql() {
        connection.valued("VERSION()", "5.7.22-log")
                .answering("LIKE 'gtid_mode'", List.of("Variable_name", "Value"), "gtid_mode", "ON");
    }

    private ListedEventsTest event(String type, String info) {
        rows.addAll(List.of(FILE, Long.toString(end), type, "1", Long.toString(end + 100), info));
        end += 100;
        return this;
    }

    private ListedEventsTest opening(String previous) {
        return event("Format_desc", "Server ver: 5.7.22-log").event("Previous_gtids", previous);
    }

    private ListedEventsTest transaction(long gno) {
        return event("Gtid", "SET @@SESSION.GTID_NEXT= '" + UUID + ":" + gno + "'").event("Query", "BEGIN")
                .event("Table_map", "table_id: 108 (shop.t)").event("Write_rows", "table_id: 108 flags: STMT_END_F")
                .event("Xid", "COMMIT /* xid=42 */");
    }

    private Gtids before(long position) throws IOException {
        connection.answering("SHOW BINLOG EVENTS", COLUMNS, rows.toArray(new String[0]));
        return server.gtidsBefore(BinlogCoordinates.of(FILE, position));
    }

    private static Gtids gtids(String intervals) {
        return Gtids.parse(UUID + ":" + intervals);
    }

    @Test
    @DisplayName("the beginning of a file is behind its Previous_gtids")
    void beginning() throws IOException {
        opening(UUID + ":1-5").transaction(6);
        assertThat(before(4)).isEqualTo(gtids("1-5"));
    }

    @Test
    @DisplayName("the first file of a server has an empty set")
    void empty() throws IOException {
        opening("").transaction(1);
        assertThat(before(4)).isEqualTo(Gtids.parse("empty"));
        assertThat(before(end)).isEqualTo(gtids("1"));
    }

    @ParameterizedTest(name = "{0} events behind the beginning of the second transaction")
    @CsvSource({"0,1-6", "1,1-6", "2,1-6", "3,1-6", "4,1-6", "5,1-7"})
    @DisplayName("a transaction has passed at its end, and at no place inside: by its set it would be skipped")
    void inside(int events, String expected) throws IOException {
        opening(UUID + ":1-5").transaction(6).transaction(7).transaction(8);
        assertThat(before(4 + 100 * (2 + 5 + events))).isEqualTo(gtids(expected));
    }

    @Test
    @DisplayName("at the end of what is written all has passed")
    void end() throws IOException {
        opening(UUID + ":1-5").transaction(6).transaction(7);
        assertThat(before(end)).isEqualTo(gtids("1-7"));
    }

    @Test
    @DisplayName("a DDL passes with its end, an anonymous transaction adds nothing, a ROTATE is the end of all")
    void others() throws IOException {
        opening(UUID + ":1-5").event("Gtid", "SET @@SESSION.GTID_NEXT= '" + UUID.toUpperCase(java.util.Locale.ROOT)
                + ":6'").event("Query", "CREATE DATABASE d");
        long behindDdl = end;
        event("Anonymous_Gtid", "SET @@SESSION.GTID_NEXT= 'ANONYMOUS'").event("Query", "BEGIN").event("Xid", "x");
        long behindAnonymous = end;
        event("Rotate", "mysql-bin.000008;pos=4");
        assertThat(before(behindDdl)).isEqualTo(gtids("1-6"));
        assertThat(before(behindAnonymous)).isEqualTo(gtids("1-6"));
        assertThat(before(end)).isEqualTo(gtids("1-6"));
    }

    @Test
    @DisplayName("without GTIDs, or with tagged ones, there is no set")
    void none() throws IOException {
        opening(UUID + ":tag:1-5").transaction(6);
        assertThat(before(end)).isEqualTo(Gtids.none());
        connection.answering("LIKE 'gtid_mode'", List.of("Variable_name", "Value"), "gtid_mode", "OFF");
        assertThat(before(end)).isEqualTo(Gtids.none());
    }

    @Test
    @DisplayName("from the first tagged one in a file there is no set, and in front of it there is")
    void taggedInTheFile() throws IOException {
        opening(UUID + ":1-5").transaction(6);
        long beforeTagged = end;
        event("Gtid_tagged", "SET @@SESSION.GTID_NEXT= '" + UUID + ":billing:1'").event("Query", "BEGIN")
                .event("Xid", "COMMIT /* xid=43 */").transaction(7);
        assertThat(before(beforeTagged)).isEqualTo(gtids("1-6"));
        assertThat(before(beforeTagged + 100)).isEqualTo(Gtids.none());
        assertThat(before(end)).isEqualTo(Gtids.none());
    }

    @Test
    @DisplayName("long files are read page by page, each from where the last one ended")
    void pages() throws IOException {
        opening(UUID + ":1-5");
        for (int gno = 6; rows.size() / COLUMNS.size() < 5000; gno++) {
            event("Gtid", "SET @@SESSION.GTID_NEXT= '" + UUID + ":" + gno + "'").event("Query", "CREATE DATABASE d");
        }
        connection.answering("FROM 4 LIMIT", COLUMNS, rows.subList(0, 5000 * 6).toArray(new String[0]));
        long next = end;
        rows.clear();
        event("Gtid", "SET @@SESSION.GTID_NEXT= '" + UUID + ":9000'").event("Query", "CREATE DATABASE d");
        connection.answering("FROM " + next + " LIMIT", COLUMNS, rows.toArray(new String[0]));

        assertThat(server.gtidsBefore(BinlogCoordinates.of(FILE, next))).isEqualTo(gtids("1-2504"));
        assertThat(server.gtidsBefore(BinlogCoordinates.of(FILE, end))).isEqualTo(gtids("1-2504:9000"));
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @DisplayName("n: beyond 4 GiB an event says only the lower 32 bits of its end: the next page is not read from there")
    void beyond4GiB() throws IOException {
        opening(UUID + ":1-5");
        for (int gno = 6; rows.size() / COLUMNS.size() < 5000; gno++) {
            event("Gtid", "SET @@SESSION.GTID_NEXT= '" + UUID + ":" + gno + "'").event("Query", "CREATE DATABASE d");
        }
        int lastStart = (5000 - 1) * COLUMNS.size() + 1;
        rows.set(lastStart, "4294967290");
        rows.set(lastStart + 3, "94");
        connection.answering("FROM 4 LIMIT", COLUMNS, rows.subList(0, 5000 * COLUMNS.size()).toArray(new String[0]));
        connection.answering("FROM 94 LIMIT", COLUMNS, rows.subList(0, 5000 * COLUMNS.size()).toArray(new String[0]));
        rows.clear();
        end = 4_294_967_390L;
        event("Gtid", "SET @@SESSION.GTID_NEXT= '" + UUID + ":9000'").event("Query", "CREATE DATABASE d");
        connection.answering("FROM 4294967390 LIMIT", COLUMNS, rows.toArray(new String[0]));

        assertThat(server.gtidsBefore(BinlogCoordinates.of(FILE, end))).isEqualTo(gtids("1-2504:9000"));
    }

    @Test
    @DisplayName("n: nor is the place behind the last delivered event in front of it")
    void behindDeliveredBeyond4GiB() throws IOException {
        connection.answering("FROM 4294967290 LIMIT 1", COLUMNS, FILE, "4294967290", "Xid", "1", "25", "COMMIT");
        assertThat(server.behindDelivered(BinlogCoordinates.of(FILE, 4_294_967_290L)).position())
                .isEqualTo(4_294_967_321L);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "Xid, COMMIT /* xid=42 */, true", "XA_prepare, XA PREPARE, true", "Query, COMMIT, true",
        "Query, use `shop`; CREATE TABLE t (id INT), true", "Query, 'XA COMMIT X''61'',X'''',1', true",
        "Query, BEGIN, false", "Gtid, SET @@SESSION.GTID_NEXT= 'x', false", "Table_map, table_id: 108, false",
        "Query, 'XA START X''61'',X'''',1', false", "Query, 'use `shop`; XA START X''61''', false"})
    @DisplayName("behind an event that was delivered: behind it if it ends a transaction, at it if it begins one")
    void behindDelivered(String type, String info, boolean behind) throws IOException {
        event(type, info);
        connection.answering("FROM 4 LIMIT 1", COLUMNS, rows.toArray(new String[0]));
        assertThat(server.behindDelivered(BinlogCoordinates.of(FILE, 4)).position()).isEqualTo(behind ? 104 : 4);
    }

    @Test
    @DisplayName("an INCIDENT is found between two places of its file, and from there to any later file")
    void incident() throws IOException {
        opening("").transaction(1);
        long before = end;
        event("Gtid", "x").event("Incident", "#1 (LOST_EVENTS)");
        connection.answering("SHOW BINLOG EVENTS IN '" + FILE + "' FROM " + before, COLUMNS,
                rows.subList(7 * COLUMNS.size(), rows.size()).toArray(new String[0]));
        BinlogCoordinates from = BinlogCoordinates.of(FILE, before);
        assertThat(server.hasIncident(from, BinlogCoordinates.of(FILE, end))).isTrue();
        assertThat(server.hasIncident(from, BinlogCoordinates.of("mysql-bin.000999", 4))).isTrue();
        assertThat(server.hasIncident(from, BinlogCoordinates.of(FILE, end - 100))).isFalse();
        assertThat(server.hasIncident(BinlogCoordinates.of(FILE, end), BinlogCoordinates.of(FILE, end + 9))).isFalse();
    }

    @Test
    @DisplayName("behind the end of the file there is nothing to stand behind")
    void behindTheEnd() throws IOException {
        assertThat(server.behindDelivered(BinlogCoordinates.of(FILE, 777)).position()).isEqualTo(777);
    }
}
