package io.github.lockkeeper.recovery;

import static io.github.lockkeeper.catalog.Catalogs.OTHER_SERVER;
import static io.github.lockkeeper.catalog.Catalogs.SERVER;
import static io.github.lockkeeper.catalog.Catalogs.UUID;
import static io.github.lockkeeper.catalog.Catalogs.withGtids;
import static io.github.lockkeeper.recovery.FakeBinlogs.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fallback.FallbackChain;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapStatus;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a former owner may have sent late is sent again")
class LateReplayTest implements RecoveryListener {

    private static final SourceName ORDERS = SourceName.of("orders");
    private static final String SINCE = "mysql-bin.000006:300";
    private static final String AT = "mysql-bin.000007:500";
    private static final BinlogCatalog FILES =
            Catalogs.of("mysql-bin.000005:900", "mysql-bin.000006:900", "mysql-bin.000007:900");

    private final FakeBinlogs here = new FakeBinlogs(FILES);
    private final List<Gap> moves = new ArrayList<>();
    private FlakyGapJournal journal = new FlakyGapJournal();
    private GapLedger ledger = new GapLedger(journal);
    private SourceRecovery recovery;
    private boolean gtidsPreferred;

    @Override
    public void moves(Gap entry) {
        assertThat(journal.entries()).as("I13: is written before it is told").contains(entry);
        moves.add(entry);
    }

    @Override
    public void notes(String line) {
        assertThat(line).contains("gives no GTIDs");
    }

    private static SourceCursor cursor(ServerIdentity server, String coordinates, String gtids) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.parse(coordinates)).withGtids(Gtids.parse(gtids))
                .withFileCreatedSeconds(CREATED).withTimestampSeconds(CREATED + 1000);
        return SourceCursor.of(offset, server, "old:3306");
    }

    private static SourceCursor at(String coordinates) {
        return cursor(SERVER, coordinates, "");
    }

    private static LateReplay replay(SourceCursor since) {
        return replay(since, 7);
    }

    private static LateReplay replay(SourceCursor since, long epoch) {
        GroupCursor record = GroupCursor.empty().withEpoch(epoch).withSource(ORDERS, since);
        return LateReplay.of(LateSends.of("10.0.0.1:11111", record), ORDERS).orElseThrow();
    }

    private ResumePoint resume(SourceCursor cursor, LateReplay late) throws IOException {
        return resume(cursor, Optional.of(late));
    }

    private ResumePoint resume(SourceCursor cursor, Optional<LateReplay> late) throws IOException {
        if (recovery == null) {
            recovery = new SourceRecovery(ORDERS, new RecoverySettings(
                    FallbackChain.parse("gtid,standby,timestamp,earliest"), true, gtidsPreferred, 60), ledger,
                    server -> Optional.empty(), this);
        }
        return recovery.resume(cursor, Optional.of(Fault.of(FaultKind.CONNECTION, "said")), here.at("new:3306"),
                late).orElseThrow();
    }

    private static String place(ResumePoint point) {
        return point.cursor().offset().coordinates().toString();
    }

    private Gap only() {
        assertThat(journal.entries()).hasSize(1);
        return journal.entries().get(0);
    }

    private void crash() {
        journal = journal.afterCrash();
        ledger = new GapLedger(journal);
        recovery = null;
    }

    @Test
    @DisplayName("the source goes back to where that owner stood, with an entry that says nothing is missing")
    void goesBack() throws IOException {
        ResumePoint point = resume(at(AT), replay(at(SINCE)));

        assertThat(place(point)).isEqualTo(SINCE);
        assertThat(point.hasNewCoordinates()).as("becomes the cursor once it is acknowledged").isTrue();
        assertThat(point.isOverGap()).isFalse();
        assertThat(point.cursor().address()).isEqualTo("new:3306");
        assertThat(only().decision()).satisfies(decision -> {
            assertThat(decision.kind()).isEqualTo(GapKind.REPLAY);
            assertThat(decision.certainty()).isEqualTo(Certainty.EXACT);
            assertThat(decision.missing()).isEqualTo(MissingPart.NOTHING);
            assertThat(decision.cause().text()).contains("10.0.0.1:11111").contains("0x7");
            assertThat(decision.from().offset().orElseThrow().coordinates()).hasToString(AT);
            assertThat(decision.to().offset().orElseThrow().coordinates()).hasToString(SINCE);
        });
        assertThat(moves).hasSize(1);
    }

    @Test
    @DisplayName("by GTID set where the source runs by it, and without a set where the server gives none any more")
    void byGtid() throws IOException {
        gtidsPreferred = true;
        here.catalog = withGtids(FILES, UUID + ":1-9", UUID + ":1-2");
        SourceCursor since = cursor(SERVER, SINCE, UUID + ":1-5");
        ResumePoint point = resume(cursor(SERVER, AT, UUID + ":1-8"), replay(since));
        assertThat(point.isByGtid()).isTrue();
        assertThat(point.cursor().offset().gtids()).hasToString(UUID + ":1-5");

        here.catalog = FILES;
        ResumePoint without = resume(cursor(SERVER, AT, UUID + ":1-8"), replay(since, 8));
        assertThat(without.isByGtid()).isFalse();
        assertThat(without.cursor().offset().gtids().isPresent()).isFalse();
    }

    @Test
    @DisplayName("it is done until it is confirmed, by one entry, and not again in the next process")
    void once() throws IOException {
        LateReplay late = replay(at(SINCE));
        resume(at(AT), late);
        ledger.arrived(ORDERS);
        assertThat(place(resume(at(AT), late))).as("the connection broke at once").isEqualTo(SINCE);
        ledger.arrived(ORDERS);
        assertThat(late.isConfirmed(ledger)).isFalse();
        ledger.confirm(ORDERS);
        assertThat(late.isConfirmed(ledger)).isTrue();
        crash();
        assertThat(place(resume(at(AT), late))).isEqualTo(AT);
        assertThat(only().status()).isEqualTo(GapStatus.ACCEPTED);
    }

    @Test
    @DisplayName("what another owner left is another one")
    void another() throws IOException {
        resume(at(AT), replay(at(SINCE)));
        ledger.arrived(ORDERS);
        ledger.confirm(ORDERS);
        LateReplay other = replay(at(SINCE), 0x72);
        assertThat(other.isConfirmed(ledger)).isFalse();
        assertThat(place(resume(at(AT), other))).isEqualTo(SINCE);
        assertThat(journal.entries()).hasSize(2);
    }

    @Test
    @DisplayName("after a crash it is done again unless the source got behind where it began")
    void afterCrash() throws IOException {
        LateReplay late = replay(at(SINCE));
        resume(at(AT), late);
        for (String place : List.of(AT, "mysql-bin.000007:400", "mysql-bin.000006:800")) {
            ledger.arrived(ORDERS);
            crash();
            assertThat(place(resume(at(place), late))).as("crashed at " + place).isEqualTo(SINCE);
            assertThat(late.isConfirmed(ledger)).as("crashed at " + place).isFalse();
        }
        crash();
        String behind = "mysql-bin.000007:600";
        assertThat(place(resume(at(behind), late))).isEqualTo(behind);
        ledger.arrived(ORDERS);
        ledger.confirm(ORDERS);
        assertThat(late.isConfirmed(ledger)).isTrue();
        assertThat(journal.entries()).allMatch(entry -> entry.status() == GapStatus.ACCEPTED);
    }

    @Test
    @DisplayName("what a crash left is done again from its entry alone, and no start that is not behind it takes it back")
    void withoutAWord() throws IOException {
        resume(at(AT), replay(at(SINCE)));
        for (String place : List.of(AT, "mysql-bin.000006:800")) {
            crash();
            ResumePoint point = resume(at(place), Optional.empty());
            assertThat(place(point)).as("crashed at " + place).isEqualTo(SINCE);
            assertThat(point.isReplay()).isTrue();
            assertThat(point.cursor().offset().fileCreatedSeconds()).isEqualTo(CREATED);
        }
        crash();
        ResumePoint behind = resume(at("mysql-bin.000007:600"), Optional.empty());
        assertThat(behind.isMove()).isFalse();
    }

    @Test
    @DisplayName("never forward: a source that stands in front of that place by now is not moved")
    void neverForward() throws IOException {
        String before = "mysql-bin.000005:700";
        assertThat(place(resume(at(before), replay(at(SINCE))))).isEqualTo(before);
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    @DisplayName("where the server does not let it happen it is given up, and nothing halts")
    void refused() throws IOException {
        LateReplay late = replay(at(SINCE)).refused(Fault.of(FaultKind.UNCLASSIFIED, "not a word"));
        assertThat(place(resume(at(AT), late))).isEqualTo(AT);
        assertThat(only().decision().kind()).isEqualTo(GapKind.SKIPPED);
        assertThat(only().decision().cause().text()).contains("not a word");
        assertThat(late).isEqualTo(replay(at(SINCE)));
    }

    @Test
    @DisplayName("a server that lists the place and sends nothing from there in ten attempts: given up, also after a crash")
    void sendsNothing() throws IOException {
        for (Optional<LateReplay> late : List.of(Optional.of(replay(at(SINCE))), Optional.<LateReplay>empty())) {
            for (int attempt = 1; attempt <= 10; attempt++) {
                assertThat(place(resume(at(AT), late))).isEqualTo(SINCE);
            }
            assertThat(place(resume(at(AT), late))).isEqualTo(AT);
            assertThat(only().decision().kind()).isEqualTo(GapKind.SKIPPED);
            assertThat(only().decision().cause().text()).contains("10 attempts");
            journal = new FlakyGapJournal();
            ledger = new GapLedger(journal);
            recovery = null;
            resume(at(AT), replay(at(SINCE)));
            crash();
        }
    }

    @Test
    @DisplayName("a place beyond 4 GiB, where no dump can begin, is given up")
    void beyond4GiB() throws IOException {
        here.catalog = Catalogs.of("mysql-bin.000005:900", "mysql-bin.000006:9000000000", "mysql-bin.000007:900");
        assertThat(place(resume(at(AT), replay(at("mysql-bin.000006:5000000000"))))).isEqualTo(AT);
        assertThat(only().decision().cause().text()).contains("POSITION_TOO_LARGE");
    }

    @Test
    @DisplayName("also of a source whose server has not counted its last transactions yet")
    void ownPlace() throws IOException {
        here.catalog = withGtids(FILES, UUID + ":1-7", "");
        ResumePoint point = resume(cursor(SERVER, AT, UUID + ":1-8"), replay(cursor(SERVER, SINCE, UUID + ":1-5")));
        assertThat(place(point)).isEqualTo(SINCE);
    }

    @Test
    @DisplayName("another decision goes first, and loses nothing of its entry")
    void afterAnotherDecision() throws IOException {
        here.catalog = Catalogs.of("mysql-bin.000009:900");
        LateReplay late = replay(at(SINCE));
        assertThat(place(resume(at(AT), late))).as("healed").startsWith("mysql-bin.000009");
        Gap gap = only();
        assertThat(gap.decision().kind()).isEqualTo(GapKind.GAP);
        SourceCursor behind = at("mysql-bin.000009:200");
        assertThat(late.isDue(ledger, at(AT))).isFalse();
        ledger.arrived(ORDERS);
        assertThat(place(resume(behind, late))).as("the gap is not durable yet").isEqualTo("mysql-bin.000009:200");
        assertThat(only()).isEqualTo(gap);
        ledger.confirm(ORDERS);
        resume(behind, late);
        assertThat(journal.entries()).hasSize(2);
        assertThat(journal.entries().get(0)).isEqualTo(gap.confirmed());
    }

    @Test
    @DisplayName("what is purged is not sent again: the source stays, and an open entry says so")
    void purged() throws IOException {
        here.catalog = Catalogs.of("mysql-bin.000007:900");
        LateReplay late = replay(at(SINCE));
        assertThat(place(resume(at(AT), late))).isEqualTo(AT);
        assertThat(only().decision()).satisfies(decision -> {
            assertThat(decision.kind()).isEqualTo(GapKind.SKIPPED);
            assertThat(decision.certainty()).isEqualTo(Certainty.POSSIBLE);
            assertThat(decision.missing()).isEqualTo(MissingPart.UNKNOWN);
            assertThat(decision.cause().text()).contains("cannot be sent again").contains("BINLOG_PURGED");
        });
        assertThat(place(resume(at(AT), late))).as("decided once").isEqualTo(AT);
        assertThat(only().revisions()).isEmpty();
        ledger.arrived(ORDERS);
        ledger.confirm(ORDERS);
        assertThat(late.isConfirmed(ledger)).isTrue();
        assertThat(only().status()).isEqualTo(GapStatus.OPEN);
        assertThat(moves).as("told once").hasSize(1);
    }

    @Test
    @DisplayName("a file that was made anew under the same name is not what was sent")
    void recreated() throws IOException {
        here.created.put("mysql-bin.000006", CREATED + 5);
        assertThat(place(resume(at(AT), replay(at(SINCE))))).isEqualTo(AT);
        assertThat(only().decision().cause().text()).contains("REWOUND");
    }

    @Test
    @DisplayName("on another server of the same history by its GTIDs; without them it is not sent again")
    void onAnotherServer() throws IOException {
        here.catalog = withGtids(Catalogs.of(OTHER_SERVER, "binlog.000001:900"), UUID + ":1-9", "");
        SourceCursor at = cursor(OTHER_SERVER, "binlog.000001:500", UUID + ":1-8");
        ResumePoint point = resume(at, replay(cursor(SERVER, SINCE, UUID + ":1-5")));
        assertThat(point.isByGtid()).isTrue();
        assertThat(point.cursor().offset().gtids()).hasToString(UUID + ":1-5");
        assertThat(only().decision().kind()).isEqualTo(GapKind.REPLAY);
        assertThat(only().decision().to().offset()).as("nobody knows the file there").isEmpty();
        assertThat(only().decision().serverAfter()).isEqualTo(OTHER_SERVER);

        ledger.arrived(ORDERS);
        ledger.confirm(ORDERS);
        assertThat(place(resume(at, replay(cursor(SERVER, SINCE, ""), 8)))).isEqualTo("binlog.000001:500");
        assertThat(journal.entries().get(1).decision().kind()).isEqualTo(GapKind.SKIPPED);
    }

    @Test
    @DisplayName("an unwritable journal: nothing moves")
    void unwritable() {
        journal.failNextWrites(1);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> resume(at(AT), replay(at(SINCE))))).isNotNull();
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    @DisplayName("a source that has not got behind that place has sent nothing that has to come again")
    void concerns() {
        LateReplay late = replay(at(SINCE));
        assertThat(late.concerns(at(SINCE))).isFalse();
        assertThat(late.concerns(at("mysql-bin.000006:200"))).isFalse();
        assertThat(late.concerns(at("mysql-bin.000006:301"))).isTrue();
        assertThat(late.concerns(cursor(OTHER_SERVER, "mysql-bin.000001:4", ""))).as("places of another server").isTrue();
        SourceCursor reset = at("mysql-bin.000001:4");
        assertThat(late.concerns(reset.withOffset(reset.offset().withFileCreatedSeconds(CREATED + 9))))
                .as("a binlog that was reset").isTrue();
        LateReplay byGtid = replay(cursor(SERVER, SINCE, UUID + ":1-5"));
        assertThat(byGtid.concerns(cursor(OTHER_SERVER, "binlog.000001:4", UUID + ":1-5"))).isFalse();
        assertThat(byGtid.concerns(cursor(OTHER_SERVER, "binlog.000001:4", UUID + ":1-6"))).isTrue();
        assertThat(LateReplay.of(LateSends.of("10.0.0.1:11111", GroupCursor.empty()), ORDERS)).isEmpty();
    }
}
