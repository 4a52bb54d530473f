package io.github.lockkeeper.fallback;

import static io.github.lockkeeper.catalog.Catalogs.NOW;
import static io.github.lockkeeper.catalog.Catalogs.OTHER_SERVER;
import static io.github.lockkeeper.catalog.Catalogs.OTHER_UUID;
import static io.github.lockkeeper.catalog.Catalogs.withGtids;
import static io.github.lockkeeper.fallback.Cases.LAST;
import static io.github.lockkeeper.fallback.Cases.MARGIN;
import static io.github.lockkeeper.fallback.Cases.UUID;
import static io.github.lockkeeper.fallback.Cases.cursor;
import static io.github.lockkeeper.fault.FaultKind.BINLOG_PURGED;
import static io.github.lockkeeper.fault.FaultKind.DIVERGED;
import static io.github.lockkeeper.fault.FaultKind.FOREIGN_SERVER;
import static io.github.lockkeeper.fault.FaultKind.GTIDS_PURGED;
import static io.github.lockkeeper.fault.FaultKind.REWOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.position.ServerIdentity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each case is one condition of a policy: without it the case comes out differently. */
@DisplayName("A policy")
class PoliciesTest {

    private static final SourceCursor CURSOR = cursor("mysql-bin.000002:500", UUID + ":1-5");
    private static final SourceCursor NO_SET = cursor("mysql-bin.000002:500", "");
    private static final BinlogCatalog FILES = Catalogs.of("mysql-bin.000004:900", "mysql-bin.000005:900");
    private static final BinlogCatalog HERE = withGtids(FILES, UUID + ":1-9", UUID + ":1-5");
    private static final BinlogCatalog OTHER_FILES = Catalogs.of(OTHER_SERVER, "binlog.000001:900");
    private static final BinlogCatalog OTHER = withGtids(OTHER_FILES, UUID + ":1-9", UUID + ":1-5");

    private static String decided(FallbackPolicy policy, FallbackCase source) {
        return policy.decide(source).map(FallbackDecision::toString).orElse("none");
    }

    private static FallbackCase without(FaultKind fault, SourceCursor cursor, BinlogCatalog here) {
        return FallbackCase.of(cursor, Fault.of(fault, "test"), here, false, MARGIN);
    }

    @Nested
    @DisplayName("gtid")
    class Gtid {

        private final FallbackPolicy policy = new ByGtid();

        @ParameterizedTest
        @EnumSource(value = FaultKind.class, names = {"BINLOG_PURGED", "GTIDS_PURGED", "FOREIGN_SERVER", "DIVERGED"})
        @DisplayName("goes on by the stored set, without a gap, where nothing is purged that is missing")
        void applies(FaultKind fault) {
            assertThat(decided(policy, Cases.of(fault, CURSOR, HERE)))
                    .isEqualTo("gtid: REPLAY to gtids " + UUID + ":1-5, missing nothing (EXACT)");
        }

        @Test
        @DisplayName("of a server that lacks transactions takes the set without them, and lists them")
        void surplus() {
            BinlogCatalog lacks = withGtids(OTHER_FILES, UUID + ":1-3," + OTHER_UUID + ":1", "");
            assertThat(decided(policy, Cases.of(DIVERGED, CURSOR, lacks)))
                    .isEqualTo("gtid: DIVERGED to gtids " + UUID + ":1-3, missing nothing (EXACT), surplus " + UUID + ":4-5");
        }

        @Test
        @DisplayName("is nothing where something missing is purged, also what only the surplus would have covered")
        void purged() {
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, CURSOR, withGtids(FILES, UUID + ":1-9", UUID + ":1-6"))))
                    .isEqualTo("none");
            BinlogCatalog other = withGtids(OTHER_FILES, UUID + ":1-3," + OTHER_UUID + ":1-4", OTHER_UUID + ":1-2");
            assertThat(decided(policy, Cases.of(DIVERGED, CURSOR, other))).isEqualTo("none");
        }

        @Test
        @DisplayName("I9: is nothing after a reset, whatever the sets say")
        void rewound() {
            assertThat(decided(policy, Cases.of(REWOUND, CURSOR, HERE))).isEqualTo("none");
        }

        @Test
        @DisplayName("is nothing without a set on both sides, with an empty one, one of MariaDB's, or where it is turned off")
        void noSet() {
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, NO_SET, HERE))).isEqualTo("none");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, CURSOR, FILES))).isEqualTo("none");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, cursor("mysql-bin.000002:500", "empty"),
                    withGtids(FILES, UUID + ":1-9", "")))).isEqualTo("none");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, cursor("mysql-bin.000002:500", "0-1-5"), HERE)))
                    .isEqualTo("none");
            assertThat(decided(policy, without(BINLOG_PURGED, CURSOR, HERE))).isEqualTo("none");
        }

        @Test
        @DisplayName("is nothing on a server that shares no transaction with what was delivered")
        void nothingInCommon() {
            BinlogCatalog stranger = withGtids(OTHER_FILES, OTHER_UUID + ":1-9", "");
            assertThat(decided(policy, Cases.of(DIVERGED, CURSOR, stranger))).isEqualTo("none");
        }

        @Test
        @DisplayName("is nothing where a listed file was removed from the disk, or no file can be read")
        void hole() {
            BinlogCatalog hole = withGtids(Catalogs.of("mysql-bin.000004:0", "mysql-bin.000005:900"),
                    UUID + ":1-9", UUID + ":1-5");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, CURSOR, hole))).isEqualTo("none");
            BinlogCatalog off = withGtids(Catalogs.of(OTHER_SERVER), UUID + ":1-5", UUID + ":1-5");
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, CURSOR, off))).isEqualTo("none");
        }
    }

    @Nested
    @DisplayName("timestamp")
    class Timestamp {

        private final FallbackPolicy policy = new ByTimestamp();
        private final BinlogCatalog reachesBack =
                OTHER_FILES.withLogsReplicated(true).withOldestCreated(LAST - MARGIN - 1);

        @Test
        @DisplayName("goes back from the last delivered time by the margin, and says that nothing is certain")
        void applies() {
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, NO_SET, reachesBack)))
                    .isEqualTo("timestamp: REPLAY to timestamp " + (LAST - MARGIN) + ", missing unknown (POSSIBLE)");
        }

        @Test
        @DisplayName("counts the difference of the clocks, ahead or behind")
        void clocks() {
            for (long difference : new long[] {-120, 120}) {
                BinlogCatalog off = BinlogCatalog.of(OTHER_SERVER, OTHER_FILES.files(), NOW + difference, NOW)
                        .withLogsReplicated(true).withOldestCreated(LAST - 1000);
                assertThat(decided(policy, Cases.of(FOREIGN_SERVER, NO_SET, off)))
                        .contains("to timestamp " + (LAST - MARGIN - 120) + ",");
            }
        }

        @Test
        @DisplayName("is nothing where the oldest file was created at the wanted time or later, or nobody looked")
        void tooYoung() {
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, NO_SET, reachesBack.withOldestCreated(LAST - MARGIN))))
                    .isEqualTo("none");
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, NO_SET, reachesBack.withOldestCreated(0))))
                    .isEqualTo("none");
        }

        @Test
        @DisplayName("is nothing where what is replicated is not logged")
        void notLogged() {
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, NO_SET, reachesBack.withLogsReplicated(false))))
                    .isEqualTo("none");
        }

        @Test
        @DisplayName("is nothing on the cursor's own server, or where nobody knows whose it is")
        void ownServer() {
            BinlogCatalog own = FILES.withLogsReplicated(true).withOldestCreated(1);
            assertThat(decided(policy, Cases.of(REWOUND, NO_SET, own))).isEqualTo("none");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, NO_SET.withIdentity(ServerIdentity.UNKNOWN), reachesBack)))
                    .isEqualTo("none");
        }

        @Test
        @DisplayName("is nothing where both sides have GTIDs, which know better; one side alone does not")
        void gtidsKnowBetter() {
            BinlogCatalog gtids = withGtids(reachesBack, UUID + ":1-9", UUID + ":1-7");
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, CURSOR, gtids))).isEqualTo("none");
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, NO_SET, gtids))).startsWith("timestamp");
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, CURSOR, reachesBack))).startsWith("timestamp");
            assertThat(decided(policy, without(FOREIGN_SERVER, CURSOR, gtids))).startsWith("timestamp");
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, cursor("mysql-bin.000002:500", "empty"), gtids)))
                    .as("an empty set knows nothing").startsWith("timestamp");
        }

        @Test
        @DisplayName("is nothing without a time")
        void noTime() {
            SourceCursor timeless = NO_SET.withOffset(NO_SET.offset().withTimestampSeconds(0));
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, timeless, reachesBack))).isEqualTo("none");
            SourceCursor early = NO_SET.withOffset(NO_SET.offset().withTimestampSeconds(1));
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, early, reachesBack.withOldestCreated(1)))).isEqualTo("none");
        }
    }

    @Nested
    @DisplayName("standby")
    class Standby {

        private final FallbackPolicy policy = new ByStandby();
        private final BinlogCatalog purged = withGtids(FILES, UUID + ":1-9", UUID + ":1-8");

        @Test
        @DisplayName("goes on there by GTID")
        void byGtid() {
            assertThat(decided(policy, Cases.of(GTIDS_PURGED, CURSOR, purged).withStandby(OTHER)))
                    .isEqualTo("standby: REPLAY to gtids " + UUID + ":1-5 on the standby, missing nothing (EXACT)");
        }

        @Test
        @DisplayName("without GTIDs by time, under the conditions of that policy")
        void byTime() {
            BinlogCatalog reachesBack = OTHER_FILES.withLogsReplicated(true).withOldestCreated(1);
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, NO_SET, FILES).withStandby(reachesBack)))
                    .isEqualTo("standby: REPLAY to timestamp " + (LAST - MARGIN)
                            + " on the standby, missing unknown (POSSIBLE)");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, NO_SET, FILES)
                    .withStandby(reachesBack.withLogsReplicated(false)))).isEqualTo("none");
        }

        @Test
        @DisplayName("is nothing without one, with one that has purged it as well, and with one that lacks what was delivered")
        void none() {
            assertThat(decided(policy, Cases.of(GTIDS_PURGED, CURSOR, HERE))).isEqualTo("none");
            BinlogCatalog alsoPurged = withGtids(OTHER_FILES, UUID + ":1-9", UUID + ":1-6");
            assertThat(decided(policy, Cases.of(GTIDS_PURGED, CURSOR, purged).withStandby(alsoPurged))).isEqualTo("none");
            BinlogCatalog behind = withGtids(OTHER_FILES, UUID + ":1-4", "");
            assertThat(decided(policy, Cases.of(GTIDS_PURGED, CURSOR, purged).withStandby(behind))).isEqualTo("none");
        }

        @Test
        @DisplayName("I9: after a reset goes there by time only")
        void rewound() {
            BinlogCatalog both = OTHER.withLogsReplicated(true).withOldestCreated(1);
            assertThat(decided(policy, Cases.of(REWOUND, CURSOR, HERE).withStandby(OTHER))).isEqualTo("none");
            assertThat(decided(policy, Cases.of(REWOUND, CURSOR, HERE).withStandby(both))).contains("to timestamp");
        }
    }

    @Nested
    @DisplayName("earliest")
    class Earliest {

        private final FallbackPolicy policy = new ByEarliest();

        @Test
        @DisplayName("in the cursor's own history is the next file that can be read, with or without GTIDs")
        void nextFile() {
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, NO_SET, FILES)))
                    .isEqualTo("earliest: GAP to coordinates mysql-bin.000004:4");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, CURSOR, HERE)))
                    .isEqualTo("earliest: GAP to coordinates mysql-bin.000004:4");
            BinlogCatalog hole = Catalogs.of("mysql-bin.000001:900", "mysql-bin.000002:0", "mysql-bin.000003:0",
                    "mysql-bin.000004:900");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, NO_SET, hole))).endsWith("coordinates mysql-bin.000004:4");
        }

        @Test
        @DisplayName("of purged GTIDs goes on behind them, and names exactly what is missing")
        void gtidsPurged() {
            BinlogCatalog purged = withGtids(FILES, UUID + ":1-9", UUID + ":1-7");
            assertThat(decided(policy, Cases.of(GTIDS_PURGED, CURSOR, purged)))
                    .isEqualTo("earliest: GAP to gtids " + UUID + ":1-7, missing gtids='" + UUID + ":6-7' (EXACT)");
        }

        @Test
        @DisplayName("on another server goes by GTID: what it lacks is taken out and listed")
        void anotherServer() {
            BinlogCatalog purged = withGtids(OTHER_FILES, UUID + ":1-4," + OTHER_UUID + ":1-3", OTHER_UUID + ":1-2");
            assertThat(decided(policy, Cases.of(DIVERGED, CURSOR, purged))).isEqualTo("earliest: DIVERGED to gtids "
                    + UUID + ":1-4," + OTHER_UUID + ":1-2, missing gtids='" + OTHER_UUID + ":1-2' (EXACT), surplus "
                    + UUID + ":5");
        }

        @Test
        @DisplayName("on a server with no transaction in common, and none purged, is its oldest file: no set is empty")
        void nothingInCommon() {
            BinlogCatalog stranger = withGtids(OTHER_FILES, OTHER_UUID + ":1-9", "");
            assertThat(decided(policy, Cases.of(DIVERGED, CURSOR, stranger)))
                    .isEqualTo("earliest: DIVERGED to coordinates binlog.000001:4, missing nothing (EXACT), surplus "
                            + UUID + ":1-5");
        }

        @Test
        @DisplayName("never goes by GTID where a listed file was removed from the disk: the server would look into it")
        void hole() {
            BinlogCatalog hole = withGtids(Catalogs.of(OTHER_SERVER, "binlog.000001:0", "binlog.000002:900"),
                    UUID + ":1-9", UUID + ":1-5");
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, CURSOR, hole)))
                    .isEqualTo("earliest: GAP to coordinates binlog.000002:4, missing unknown (POSSIBLE)");
        }

        @Test
        @DisplayName("I9: after a reset is the oldest file, whatever the sets say; what was lost is listed where it shows")
        void rewound() {
            assertThat(decided(policy, Cases.of(REWOUND, CURSOR, HERE)))
                    .isEqualTo("earliest: REWOUND to coordinates mysql-bin.000004:4, missing unknown (POSSIBLE)");
            assertThat(decided(policy, Cases.of(REWOUND, CURSOR, withGtids(FILES, UUID + ":1-3", ""))))
                    .endsWith(", missing unknown (POSSIBLE), surplus " + UUID + ":4-5");
            assertThat(decided(policy, without(REWOUND, CURSOR, withGtids(FILES, UUID + ":1-3", ""))))
                    .as("where GTIDs are turned off").endsWith(", missing unknown (POSSIBLE)");
            assertThat(decided(policy, Cases.of(REWOUND, NO_SET.withIdentity(ServerIdentity.UNKNOWN), FILES)))
                    .as("of whom nobody knows it is the same").startsWith("earliest: REWOUND");
        }

        @Test
        @DisplayName("on another server without GTIDs on both sides is the oldest file, and nothing is certain")
        void unknown() {
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, NO_SET, OTHER)))
                    .isEqualTo("earliest: GAP to coordinates binlog.000001:4, missing unknown (POSSIBLE)");
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, CURSOR, OTHER_FILES))).contains("binlog.000001:4");
            assertThat(decided(policy, without(FOREIGN_SERVER, CURSOR, OTHER))).contains("binlog.000001:4");
            assertThat(decided(policy, Cases.of(REWOUND, NO_SET, OTHER_FILES))).as("of another server it is no reset")
                    .startsWith("earliest: GAP");
        }

        @Test
        @DisplayName("of a renamed base is by GTID, else the oldest file")
        void renamed() {
            BinlogCatalog renamed = Catalogs.of("renamed.000001:900");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, NO_SET, renamed)))
                    .isEqualTo("earliest: GAP to coordinates renamed.000001:4, missing unknown (POSSIBLE)");
            assertThat(decided(policy, Cases.of(BINLOG_PURGED, CURSOR, withGtids(renamed, UUID + ":1-9", UUID + ":1-6"))))
                    .contains("to gtids " + UUID + ":1-6, missing gtids='" + UUID + ":6' (EXACT)");
        }

        @Test
        @DisplayName("is nothing where no file can be read")
        void none() {
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, NO_SET, Catalogs.of(OTHER_SERVER)))).isEqualTo("none");
        }
    }

    @Nested
    @DisplayName("latest")
    class Latest {

        private final FallbackPolicy policy = new ByLatest();

        @ParameterizedTest
        @EnumSource(value = FaultKind.class, names = {"BINLOG_PURGED", "GTIDS_PURGED"})
        @DisplayName("in the cursor's own history lets the place say what is missing")
        void ownHistory(FaultKind fault) {
            FallbackDecision decision = policy.decide(Cases.of(fault, CURSOR, HERE)).orElseThrow();
            assertThat(decision).hasToString("latest: GAP to latest");
            assertThat(decision.missing()).isEmpty();
        }

        @Test
        @DisplayName("in another history knows nothing of what is missing")
        void otherHistory() {
            assertThat(decided(policy, Cases.of(FOREIGN_SERVER, NO_SET, OTHER)))
                    .isEqualTo("latest: GAP to latest, missing unknown (POSSIBLE)");
            assertThat(decided(policy, Cases.of(REWOUND, CURSOR, withGtids(FILES, UUID + ":1-3", ""))))
                    .isEqualTo("latest: REWOUND to latest, missing unknown (POSSIBLE), surplus " + UUID + ":4-5");
            assertThat(policy.decide(Cases.of(DIVERGED, CURSOR, OTHER)).map(FallbackDecision::kind))
                    .contains(GapKind.GAP);
        }
    }
}
