package io.github.lockkeeper.recovery;

import static io.github.lockkeeper.catalog.Catalogs.OTHER_SERVER;
import static io.github.lockkeeper.catalog.Catalogs.OTHER_UUID;
import static io.github.lockkeeper.catalog.Catalogs.SERVER;
import static io.github.lockkeeper.catalog.Catalogs.UUID;
import static io.github.lockkeeper.catalog.Catalogs.withGtids;
import static io.github.lockkeeper.recovery.FakeBinlogs.CREATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fallback.FallbackChain;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where a source goes on")
class SourceRecoveryTest implements RecoveryListener {

    /** What {@code canal.instance.gtidon} may be, as the settings have it. */
    private enum Mode { AUTO, ON, OFF }

    private static final SourceName ORDERS = SourceName.of("orders");
    private static final SourceName TRADES = SourceName.of("trades");
    private static final String FILE = "mysql-bin.000006";
    private static final BinlogCatalog FILES =
            Catalogs.of("mysql-bin.000005:900", "mysql-bin.000006:900", "mysql-bin.000007:900");
    private static final BinlogCatalog GTIDS = withGtids(FILES, UUID + ":1-9", UUID + ":1-2");
    private static final BinlogCatalog PURGED = Catalogs.of("mysql-bin.000009:900", "mysql-bin.000010:900");
    private static final BinlogCatalog OTHER = withGtids(
            Catalogs.of(OTHER_SERVER, "binlog.000001:900").withLogsReplicated(true), UUID + ":1-9", "");

    private final FakeBinlogs here = new FakeBinlogs(FILES);
    private final FakeBinlogs there = new FakeBinlogs(OTHER);
    private final List<Gap> moves = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private FlakyGapJournal journal = new FlakyGapJournal();
    private GapLedger ledger = new GapLedger(journal);
    private Optional<SourceName> owner = Optional.empty();
    private Mode mode = Mode.AUTO;
    private String chain = "gtid,standby,timestamp,earliest";
    private SourceRecovery recovery;

    @Override
    public void moves(Gap entry) {
        assertThat(journal.entries()).as("I13: is written before it is told").contains(entry);
        moves.add(entry);
    }

    @Override
    public void notes(String line) {
        notes.add(line);
    }

    private static SourceCursor cursor(String gtids) {
        return cursor(FILE + ":500", gtids);
    }

    private static SourceCursor cursor(String coordinates, String gtids) {
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.parse(coordinates)).withGtids(Gtids.parse(gtids))
                .withFileCreatedSeconds(CREATED).withTimestampSeconds(CREATED + 1000);
        return SourceCursor.of(offset, SERVER, "old:3306").withExtras(Map.of("later", 1));
    }

    private SourceRecovery recovery() {
        if (recovery == null) {
            recovery = new SourceRecovery(ORDERS, new RecoverySettings(
                    FallbackChain.parse(chain), mode != Mode.OFF, mode == Mode.ON, 60), ledger, server -> owner, this);
        }
        return recovery;
    }

    private Candidate master() {
        return here.at("new:3306").withOther(ownerOfCursor -> Optional.of(there.at("").catalog(ownerOfCursor)));
    }

    private Optional<ResumePoint> ask(SourceCursor cursor, FaultKind last) throws IOException {
        return recovery().resume(cursor, Optional.of(Fault.of(last, "said")), here.at("new:3306"));
    }

    private ResumePoint resume(SourceCursor cursor) throws IOException {
        return ask(cursor, FaultKind.CONNECTION).orElseThrow();
    }

    private Fault refused(SourceCursor cursor) {
        return catchThrowableOfType(SourceFaultException.class, () -> resume(cursor)).fault();
    }

    private void crash() {
        journal = journal.afterCrash();
        ledger = new GapLedger(journal);
        recovery = null;
    }

    private Gap only() {
        assertThat(journal.entries()).hasSize(1);
        return journal.entries().get(0);
    }

    private void resumesByCoordinates(ResumePoint point) {
        assertThat(point.isByGtid()).isFalse();
        assertThat(point.hasNewCoordinates()).isFalse();
        assertThat(point.cursor().offset().coordinates()).hasToString(FILE + ":500");
        assertThat(point.cursor().address()).isEqualTo("new:3306");
        assertThat(point.cursor().identity()).isEqualTo(here.identity());
        assertThat(point.cursor().offset().fileCreatedSeconds()).isEqualTo(CREATED);
        assertThat(point.cursor().extras()).isEqualTo(Map.of("later", 1));
        assertThat(journal.entries()).isEmpty();
        assertThat(moves).isEmpty();
    }

    // ---- ordered

    /** As a person has ordered: {@code move.to}. */
    private ResumePoint resumeOrdered(String to, SourceCursor cursor) throws IOException {
        recovery = new SourceRecovery(ORDERS, new RecoverySettings(FallbackChain.parse(chain), true, false, 60)
                .movingTo(Optional.of(BinlogCoordinates.parse(to))), ledger, server -> owner, this);
        return resume(cursor);
    }

    // ---- beyond 4 GiB

    private static final String LARGE = FILE + ":4294967296";
    private static final BinlogCatalog LARGE_FILES =
            Catalogs.of("mysql-bin.000005:900", "mysql-bin.000006:9000000000", "mysql-bin.000007:4294967300");

    private void refusesTooLarge(Fault fault, String words) {
        assertThat(fault.kind()).isEqualTo(FaultKind.POSITION_TOO_LARGE);
        assertThat(fault.detail()).contains(words);
        assertThat(journal.entries()).as("nothing moves").isEmpty();
    }

    @Test
    @DisplayName("n: no dump is asked for from a cursor that the protocol's 32 bits do not hold")
    void cursorTooLarge() throws IOException {
        here.catalog = LARGE_FILES;
        refusesTooLarge(refused(cursor(LARGE, "")), "the cursor " + LARGE);
        assertThat(resume(cursor(FILE + ":4294967295", "")).cursor().offset().coordinates())
                .hasToString(FILE + ":4294967295");
    }

    @Test
    @DisplayName("n: by GTID no position is asked for")
    void cursorTooLargeByGtid() throws IOException {
        here.catalog = withGtids(LARGE_FILES, UUID + ":1-9", UUID + ":1-2");
        mode = Mode.ON;
        assertThat(resume(cursor(LARGE, UUID + ":1-5")).isByGtid()).isTrue();
    }

    @Test
    @DisplayName("n: nor does a person or a policy move a source there")
    void movesTooLarge() {
        here.catalog = LARGE_FILES;
        recovery = new SourceRecovery(ORDERS, new RecoverySettings(FallbackChain.parse(chain), true, false, 60)
                .movingTo(Optional.of(BinlogCoordinates.parse(LARGE))), ledger, server -> owner, this);
        refusesTooLarge(refused(cursor("")), "canal.instance.group.source.orders.move.to " + LARGE);
        recovery = null;
        chain = "latest";
        here.catalog = LARGE_FILES;
        refusesTooLarge(refused(cursor("mysql-bin.000001:4", "")), "mysql-bin.000007:4294967300");
    }

    @Test
    @DisplayName("a person's order is done once, also where a crash took its confirmation; one that a crash undid is done again")
    void orderAfterCrash() throws IOException {
        String to = "mysql-bin.000007:100";
        resumeOrdered(to, cursor(""));
        ledger.arrived(ORDERS);
        crash();
        assertThat(resumeOrdered(to, cursor("")).cursor().offset().coordinates()).as("not durable").hasToString(to);
        ledger.arrived(ORDERS);
        crash();
        for (String place : List.of(to, "mysql-bin.000007:300")) {
            ResumePoint point = resumeOrdered(to, cursor(place, ""));
            assertThat(point.isMove()).isFalse();
            assertThat(point.cursor().offset().coordinates()).hasToString(place);
        }
        assertThat(only().decision().policy()).isEqualTo("operator");
    }

    @Test
    @DisplayName("a place where the server cannot even look keeps nobody from moving a source past it")
    void pastDamage() throws IOException {
        here.unreadable = true;
        recovery = new SourceRecovery(ORDERS, new RecoverySettings(FallbackChain.parse(chain), true, false, 60)
                .movingTo(Optional.of(BinlogCoordinates.parse(FILE + ":600"))), ledger, server -> owner, this);
        assertThatIOException().isThrownBy(() -> resume(cursor("")));
        assertThat(journal.entries()).isEmpty();
        resume(cursor(""));
        assertThat(only().decision().kind()).isEqualTo(GapKind.SKIPPED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("past an INCIDENT by a person's order: an entry of that kind, and no proof that nothing is missing")
    void pastIncident(boolean incident) throws IOException {
        here.catalog = GTIDS;
        here.before = Gtids.parse(UUID + ":1-5");
        if (incident) {
            here.incidents.add(FILE + ":500");
        }
        assertThat(resumeOrdered(FILE + ":600", cursor(UUID + ":1-5")).isOverGap()).isEqualTo(incident);
        GapDecision decision = only().decision();
        assertThat(decision.kind()).isEqualTo(incident ? GapKind.INCIDENT : GapKind.SKIPPED);
        assertThat(decision.missing()).isEqualTo(incident ? MissingPart.UNKNOWN : MissingPart.NOTHING);
        assertThat(decision.certainty()).isEqualTo(incident ? Certainty.POSSIBLE : Certainty.EXACT);
    }

    // ---- at the cursor

    @ParameterizedTest
    @EnumSource(Mode.class)
    @DisplayName("the same server without GTIDs: by coordinates, without a set, in each mode; gtidon=true is told of it")
    void sameServerWithoutGtids(Mode each) throws IOException {
        mode = each;
        ResumePoint point = resume(cursor(UUID + ":1-5"));
        resumesByCoordinates(point);
        assertThat(point.cursor().offset().gtids()).isEqualTo(Gtids.none());
        assertThat(notes).hasSize(each == Mode.ON ? 1 : 0);
        assertThat(notes).allMatch(line -> line.contains("source=orders") && line.contains("gtidon=true"));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    @DisplayName("the same server with GTIDs: auto goes by coordinates and keeps the set, true by the set, false has none")
    void sameServerWithGtids(Mode each) throws IOException {
        here.catalog = GTIDS;
        mode = each;
        ResumePoint point = resume(cursor(UUID + ":1-5"));
        assertThat(point.isByGtid()).isEqualTo(each == Mode.ON);
        assertThat(point.cursor().offset().gtids())
                .isEqualTo(each == Mode.OFF ? Gtids.none() : Gtids.parse(UUID + ":1-5"));
        assertThat(point.hasNewCoordinates()).isFalse();
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    @DisplayName("a cursor without a set gets that of its place, read from the binlog, where its place is there")
    void withoutSet() throws IOException {
        here.catalog = GTIDS;
        here.before = Gtids.parse(UUID + ":1-4");
        mode = Mode.ON;
        ResumePoint point = resume(cursor(""));
        assertThat(here.asked).contains("gtids before " + FILE + ":500");
        assertThat(point.isByGtid()).isTrue();
        assertThat(point.cursor().offset().gtids()).isEqualTo(Gtids.parse(UUID + ":1-4"));
        here.asked.clear();
        resume(cursor("mysql-bin.000004:500", ""));
        assertThat(here.asked).doesNotContain("gtids before mysql-bin.000004:500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "empty"})
    @DisplayName("with an empty set the host dumps by coordinates, and so does ours: it means the same")
    void emptySet(String gtids) throws IOException {
        here.catalog = withGtids(FILES, UUID + ":1-9", "");
        here.before = Gtids.parse("empty");
        mode = Mode.ON;
        resumesByCoordinates(resume(cursor(gtids)));
    }

    @Test
    @DisplayName("by GTID never where a listed file was removed: the server would look into it; the place is still there")
    void hole() throws IOException {
        here.catalog = withGtids(
                Catalogs.of("mysql-bin.000006:900", "mysql-bin.000007:0", "mysql-bin.000008:900"), UUID + ":1-9", "");
        mode = Mode.ON;
        resumesByCoordinates(resume(cursor(UUID + ":1-5")));
        resumesByCoordinates(ask(cursor(UUID + ":1-5"), FaultKind.BINLOG_PURGED).orElseThrow());
    }

    @Test
    @DisplayName("a server is told by its uuid where both are known, else by its id")
    void sameServer() throws IOException {
        here.catalog = Catalogs.of(ServerIdentity.of(9, UUID), "mysql-bin.000006:900");
        resumesByCoordinates(resume(cursor("")));
        here.catalog = Catalogs.of(ServerIdentity.of(1, OTHER_UUID), "mysql-bin.000006:900");
        resumesByCoordinates(resume(cursor("").withIdentity(ServerIdentity.of(1, ""))));
        resumesByCoordinates(resume(cursor("").withIdentity(ServerIdentity.UNKNOWN)));
        assertThat(resume(cursor("")).hasNewCoordinates()).as("another server").isTrue();
    }

    @Test
    @DisplayName("a server that does not answer, or writes no binlog, decides nothing")
    void noAnswer() {
        here.down = true;
        assertThatIOException().isThrownBy(() -> resume(cursor("")));
        here.down = false;
        here.catalog = Catalogs.of();
        assertThat(refused(cursor("")).kind()).isEqualTo(FaultKind.BINLOG_OFF);
        assertThat(journal.entries()).isEmpty();
    }

    // ---- elsewhere

    @Test
    @DisplayName("purged, without GTIDs: the next file, with its creation; the files between are missing")
    void purged() throws IOException {
        here.catalog = PURGED;
        ResumePoint point = resume(cursor(""));
        assertThat(point.cursor().offset().coordinates()).hasToString("mysql-bin.000009:4");
        assertThat(point.cursor().offset().fileCreatedSeconds()).isEqualTo(CREATED);
        assertThat(point.cursor().identity()).isEqualTo(SERVER);
        assertThat(point.cursor().address()).isEqualTo("new:3306");
        assertThat(point.cursor().extras()).isEqualTo(Map.of("later", 1));
        assertThat(point.hasNewCoordinates()).isTrue();
        assertThat(only().isConfirmed()).isFalse();
        GapDecision decision = only().decision();
        assertThat(decision.kind()).isEqualTo(GapKind.GAP);
        assertThat(decision.policy()).isEqualTo("earliest");
        assertThat(decision.cause().code()).isEqualTo("BINLOG_PURGED");
        assertThat(decision.certainty()).isEqualTo(Certainty.BOUNDED);
        assertThat(decision.missing()).hasToString("mysql-bin.000006..mysql-bin.000008[bytes=unknown]");
        assertThat(decision.from().offset()).contains(cursor("").offset());
        assertThat(decision.to().offset()).contains(point.cursor().offset());
        assertThat(moves).containsExactly(only());
    }

    @Test
    @DisplayName("purged, with GTIDs: by the set where nothing is missing, else exactly what is missing")
    void purgedWithGtids() throws IOException {
        here.catalog = withGtids(PURGED, UUID + ":1-9", UUID + ":1-5");
        ResumePoint byGtid = resume(cursor(UUID + ":1-5"));
        assertThat(byGtid.isByGtid()).isTrue();
        assertThat(byGtid.hasNewCoordinates()).as("the first event brings them").isFalse();
        assertThat(only().decision().to().offset()).isEmpty();
        assertThat(only().decision().missing()).isEqualTo(MissingPart.NOTHING);
        here.before = Gtids.parse(UUID + ":1-5");
        resume(cursor(UUID + ":1-3"));
        assertThat(only().decision().missing()).isEqualTo(MissingPart.ofGtids(UUID + ":4-5"));
        assertThat(only().decision().certainty()).isEqualTo(Certainty.EXACT);
    }

    @Test
    @DisplayName("I9: the same server that has not executed what was delivered went back, and lists it")
    void wentBack() throws IOException {
        here.catalog = withGtids(FILES, UUID + ":1-3", "");
        here.created.put(FILE, CREATED + 77);
        ResumePoint point = resume(cursor(UUID + ":1-5"));
        assertThat(point.isByGtid()).isFalse();
        assertThat(point.cursor().offset().coordinates()).hasToString("mysql-bin.000005:4");
        assertThat(only().decision().kind()).isEqualTo(GapKind.REWOUND);
        assertThat(only().decision().surplus()).contains(UUID + ":4-5");
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"AUTO", "ON"})
    @DisplayName("I9: a transaction that is sent before it counts as executed is no reset: its file is the cursor's own")
    void sentBeforeExecuted(Mode gtidon) throws IOException {
        mode = gtidon;
        here.catalog = withGtids(FILES, UUID + ":1-4", "");
        resumesByCoordinates(resume(cursor(UUID + ":1-5")));
        resumesByCoordinates(ask(cursor(UUID + ":1-5"), FaultKind.REWOUND).orElseThrow());
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    @DisplayName("I9: by GTID a file that was made anew shows that the numbers were given again")
    void madeAnew() throws IOException {
        here.catalog = GTIDS;
        here.created.put(FILE, CREATED + 77);
        resumesByCoordinates(resume(cursor(UUID + ":1-5")));
        mode = Mode.ON;
        recovery = null;
        assertThat(resume(cursor(UUID + ":1-5")).isByGtid()).isFalse();
        assertThat(only().decision().kind()).isEqualTo(GapKind.REWOUND);
    }

    @Test
    @DisplayName("I9: by GTID a server whose files all come before that of the cursor began anew")
    void beganAnew() throws IOException {
        here.catalog = withGtids(Catalogs.of("mysql-bin.000001:900", "mysql-bin.000002:900"), UUID + ":1-900", "");
        mode = Mode.ON;
        assertThat(resume(cursor(UUID + ":1-5")).cursor().offset().coordinates()).hasToString("mysql-bin.000001:4");
        assertThat(only().decision().kind()).isEqualTo(GapKind.REWOUND);
    }

    @Test
    @DisplayName("I9: by GTID a file that is no longer there shows nothing, nor a creation time that is not known")
    void nothingToShow() throws IOException {
        here.catalog = GTIDS;
        mode = Mode.ON;
        SourceCursor unknown = cursor(UUID + ":1-5");
        assertThat(resume(unknown.withOffset(unknown.offset().withFileCreatedSeconds(0))).isByGtid()).isTrue();
        for (String files : List.of("mysql-bin.000007:900", "renamed-bin.000001:900")) {
            here.catalog = withGtids(Catalogs.of(files), UUID + ":1-9", UUID + ":1-2");
            assertThat(resume(cursor(UUID + ":1-5")).isByGtid()).isTrue();
        }
        assertThat(here.asked).noneMatch(question -> question.startsWith("created"));
        assertThat(journal.entries()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"AUTO", "ON"})
    @DisplayName("another server with the whole history: by the set, without a gap, and somebody is told")
    void anotherServer(Mode each) throws IOException {
        here.catalog = OTHER;
        mode = each;
        ResumePoint point = resume(cursor(UUID + ":1-5"));
        assertThat(point.isByGtid()).isTrue();
        assertThat(point.cursor().identity()).isEqualTo(OTHER_SERVER);
        assertThat(point.cursor().offset().gtids()).isEqualTo(Gtids.parse(UUID + ":1-5"));
        assertThat(point.cursor().offset().fileCreatedSeconds()).as("of another history").isZero();
        assertThat(only().decision().missing()).isEqualTo(MissingPart.NOTHING);
        assertThat(only().decision().serverBefore()).isEqualTo(SERVER);
        assertThat(only().decision().serverAfter()).isEqualTo(OTHER_SERVER);
        assertThat(moves).hasSize(1);
    }

    @Test
    @DisplayName("another server without a set on both sides: by time, from its own place")
    void byTime() throws IOException {
        here.catalog = Catalogs.of(OTHER_SERVER, "binlog.000001:900").withLogsReplicated(true);
        ResumePoint point = resume(cursor(UUID + ":1-5"));
        assertThat(here.asked).contains("find " + (CREATED + 1000 - 60));
        assertThat(point.cursor().offset().coordinates()).hasToString("binlog.000001:77");
        assertThat(only().decision().policy()).isEqualTo("timestamp");
        assertThat(only().decision().certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    @DisplayName("latest: from the end, and all up to there is missing")
    void latest() throws IOException {
        here.catalog = withGtids(PURGED, UUID + ":1-9", UUID + ":1-7");
        chain = "latest";
        assertThat(resume(cursor(UUID + ":1-5")).cursor().offset().coordinates()).hasToString("mysql-bin.000010:900");
        assertThat(only().decision().missing()).isEqualTo(MissingPart.ofGtids(UUID + ":6-9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"halt", "gtid,halt", "timestamp"})
    @DisplayName("an exhausted chain halts, with the chain and the mend, and writes nothing")
    void exhausted(String policies) {
        here.catalog = PURGED;
        chain = policies;
        Fault fault = refused(cursor(""));
        assertThat(fault.kind()).isEqualTo(FaultKind.BINLOG_PURGED);
        assertThat(fault.halts()).isTrue();
        assertThat(fault.toString()).contains("canal.instance.group.fallback=" + policies)
                .contains(FaultKind.BINLOG_PURGED.remedy());
        assertThat(journal.entries()).isEmpty();
        assertThat(moves).isEmpty();
    }

    @Test
    @DisplayName("I13: an unwritable journal moves nothing, and the next try writes one entry")
    void unwritable() throws IOException {
        here.catalog = PURGED;
        journal.failNextWrites(1);
        assertThatExceptionOfType(GapJournalException.class).isThrownBy(() -> resume(cursor("")));
        assertThat(moves).isEmpty();
        assertThat(journal.entries()).isEmpty();
        resume(cursor(""));
        assertThat(moves).containsExactly(only());
    }

    @Test
    @DisplayName("I12: a server that carries another source's cursor is refused, with both names")
    void mixup() throws IOException {
        here.catalog = OTHER;
        owner = Optional.of(TRADES);
        Fault fault = refused(cursor(UUID + ":1-5"));
        assertThat(fault.kind()).isEqualTo(FaultKind.SOURCE_MIXUP);
        assertThat(fault.detail()).contains("orders").contains("trades").contains("old:3306");
        assertThat(journal.entries()).isEmpty();
        here.catalog = PURGED;
        assertThat(resume(cursor("")).hasNewCoordinates()).as("two sources of one server").isTrue();
    }

    // ---- again

    @Test
    @DisplayName("the same decision again is the same entry, told once")
    void toldOnce() throws IOException {
        here.catalog = PURGED;
        for (int i = 0; i < 5; i++) {
            resume(cursor(""));
        }
        assertThat(only().revisions()).isEmpty();
        assertThat(moves).hasSize(1);
    }

    @Test
    @DisplayName("s: purged again before the first event: the same entry, widened, and told again")
    void purgedAgain() throws IOException {
        here.catalog = PURGED;
        resume(cursor(""));
        here.catalog = Catalogs.of("mysql-bin.000012:900");
        resume(cursor(""));
        crash();
        here.catalog = Catalogs.of("mysql-bin.000015:900");
        resume(cursor("mysql-bin.000004:77", ""));
        assertThat(only().revisions()).hasSize(2);
        assertThat(only().decision().missing()).hasToString("mysql-bin.000004..mysql-bin.000014[bytes=unknown]");
        assertThat(moves).hasSize(3);
    }

    @Test
    @DisplayName("a decision that was not done is withdrawn when the cursor is good again: once, and nothing is missing")
    void withdrawn() throws IOException {
        here.catalog = PURGED;
        resume(cursor(""));
        here.catalog = FILES;
        for (int i = 0; i < 3; i++) {
            assertThat(resume(cursor("")).hasNewCoordinates()).isFalse();
        }
        assertThat(only().revisions()).hasSize(1);
        assertThat(only().decision().policy()).isEqualTo("resume");
        assertThat(only().decision().missing()).isEqualTo(MissingPart.NOTHING);
        assertThat(moves).hasSize(2);
    }

    @Test
    @DisplayName("a move by GTID to another server is withdrawn when the first one answers again")
    void withdrawnFromAnother() throws IOException {
        here.catalog = OTHER;
        resume(cursor(UUID + ":1-5"));
        here.catalog = GTIDS;
        resume(cursor(UUID + ":1-5"));
        assertThat(only().decision().policy()).isEqualTo("resume");
    }

    @Test
    @DisplayName("I13: a crash between the durable cursor and the confirmation takes no loss back")
    void crashBeforeConfirmation() throws IOException {
        here.catalog = PURGED;
        resume(cursor(""));
        ledger.arrived(ORDERS);
        crash();
        ResumePoint point = resume(cursor("mysql-bin.000009:300", ""));
        assertThat(point.hasNewCoordinates()).isFalse();
        assertThat(only().revisions()).isEmpty();
        assertThat(only().decision().missing()).hasToString("mysql-bin.000006..mysql-bin.000008[bytes=unknown]");
    }

    @Test
    @DisplayName("I13: the same after a reset, whose new files have names that lie in front of the old ones")
    void crashBeforeConfirmationAfterReset() throws IOException {
        here.catalog = Catalogs.of("mysql-bin.000001:900", "mysql-bin.000002:900");
        resume(cursor(""));
        crash();
        SourceCursor later = cursor("mysql-bin.000002:300", "");
        resume(later.withOffset(later.offset().withFileCreatedSeconds(CREATED + 5000)));
        assertThat(only().decision().kind()).isEqualTo(GapKind.REWOUND);
        assertThat(only().revisions()).isEmpty();
    }

    @Test
    @DisplayName("the next move behind one that arrived is a new entry")
    void nextMove() throws IOException {
        here.catalog = PURGED;
        resume(cursor(""));
        ledger.arrived(ORDERS);
        here.catalog = Catalogs.of("mysql-bin.000015:900");
        resume(cursor("mysql-bin.000009:300", ""));
        assertThat(journal.entries()).hasSize(2);
        assertThat(journal.entries().get(0).isConfirmed()).isTrue();
        assertThat(journal.entries().get(1).decision().missing())
                .hasToString("mysql-bin.000009..mysql-bin.000014[bytes=unknown]");
    }

    // ---- the configured start

    @Test
    @DisplayName("a configured position that is gone goes through the policies and the journal")
    void begin() throws IOException {
        here.catalog = PURGED;
        ResumePoint point = recovery().begin(cursor(""), here.at("new:3306")).orElseThrow();
        assertThat(point.cursor().offset().coordinates()).hasToString("mysql-bin.000009:4");
        assertThat(only().decision().cause().text()).contains("configured position " + FILE + ":500");
        assertThat(resume(point.cursor()).cursor().offset()).isEqualTo(point.cursor().offset().withGtids(Gtids.none()));
        assertThat(only().revisions()).isEmpty();
        chain = "halt";
        crash();
        Fault fault = catchThrowableOfType(SourceFaultException.class,
                () -> recovery().begin(cursor(""), here.at("new:3306"))).fault();
        assertThat(fault.halts()).isTrue();
    }

    // ---- the standby

    @Test
    @DisplayName("m: the standby has what is missing: nothing is written before it has answered itself; then by GTID there")
    void standby() throws IOException {
        here.catalog = withGtids(PURGED, UUID + ":1-9", UUID + ":1-7");
        assertThat(recovery().resume(cursor(UUID + ":1-5"), Optional.empty(), master())).isEmpty();
        assertThat(journal.entries()).isEmpty();
        assertThat(notes).singleElement().asString().contains("policy=standby").contains("fault=BINLOG_PURGED");
        ResumePoint point = recovery()
                .resume(cursor(UUID + ":1-5"), Optional.empty(), there.at("standby:3306").asOther()).orElseThrow();
        assertThat(point.isByGtid()).isTrue();
        assertThat(point.cursor().identity()).isEqualTo(OTHER_SERVER);
        assertThat(point.cursor().address()).isEqualTo("standby:3306");
        assertThat(only().decision().policy()).isEqualTo("standby");
        assertThat(only().decision().missing()).isEqualTo(MissingPart.NOTHING);
    }

    @Test
    @DisplayName("a standby that has lost it meanwhile sends the source back, where the chain decides without it")
    void standbyLostIt() throws IOException {
        here.catalog = withGtids(PURGED, UUID + ":1-9", UUID + ":1-7");
        here.before = Gtids.parse(UUID + ":1-7");
        assertThat(recovery().resume(cursor(UUID + ":1-5"), Optional.empty(), master())).isEmpty();
        there.catalog = withGtids(Catalogs.of(OTHER_SERVER, "binlog.000001:900"), UUID + ":1-9", UUID + ":1-8");
        assertThat(recovery().resume(cursor(UUID + ":1-5"), Optional.empty(), there.at("standby:3306").asOther()))
                .isEmpty();
        ResumePoint point = recovery().resume(cursor(UUID + ":1-5"), Optional.empty(), master()).orElseThrow();
        assertThat(point.cursor().offset().coordinates()).hasToString("mysql-bin.000009:4");
        assertThat(only().decision().policy()).isEqualTo("earliest");
    }

    @Test
    @DisplayName("I9: after a reset the standby is no proof either, which may have the numbers that were given again")
    void standbyAfterReset() throws IOException {
        here.catalog = withGtids(FILES, UUID + ":1-900", "");
        here.created.put(FILE, CREATED + 77);
        SourceCursor cursor = cursor(UUID + ":1-5");
        Optional<Fault> reset = Optional.of(Fault.of(FaultKind.REWOUND, "made anew"));
        assertThat(recovery().resume(cursor, reset, master())).isEmpty();
        ResumePoint point = recovery().resume(cursor, Optional.empty(), there.at("standby:3306").asOther()).orElseThrow();
        assertThat(point.isByGtid()).isFalse();
        assertThat(only().decision().certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(only().decision().cause().code()).isEqualTo("REWOUND");
    }

    @Test
    @DisplayName("a reset of one server says nothing of a way that begins on the other")
    void wayBack() throws IOException {
        here.catalog = withGtids(FILES, UUID + ":1-900", "");
        here.created.put(FILE, CREATED + 77);
        assertThat(recovery().resume(
                cursor(UUID + ":1-5"), Optional.of(Fault.of(FaultKind.REWOUND, "made anew")), master())).isEmpty();
        SourceCursor onStandby = cursor("binlog.000001:300", UUID + ":1-5").withIdentity(OTHER_SERVER);
        assertThat(recovery().resume(onStandby, Optional.empty(), here.at("new:3306").asOther()).orElseThrow().isByGtid())
                .isTrue();
    }

    @Test
    @DisplayName("a chain without the policy does not ask the second server")
    void notAsked() throws IOException {
        here.catalog = PURGED;
        chain = "gtid,earliest";
        recovery().resume(cursor(""), Optional.empty(), master());
        assertThat(there.asked).isEmpty();
    }
}
