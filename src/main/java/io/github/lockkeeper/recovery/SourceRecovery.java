package io.github.lockkeeper.recovery;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.CatalogLookup;
import io.github.lockkeeper.catalog.CatalogVerdict;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fallback.Diagnosis;
import io.github.lockkeeper.fallback.FallbackCase;
import io.github.lockkeeper.fallback.FallbackChain;
import io.github.lockkeeper.fallback.FallbackDecision;
import io.github.lockkeeper.fallback.FallbackStep;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides where a source that has a cursor goes on: at the cursor wherever that is safe, else as the policies say,
 * which is journalled before anything moves (I13). Moves nothing for a reason that it cannot name.
 *
 * <p>Not thread-safe: asked on the source's own thread, once for each attempt.
 */
public final class SourceRecovery {

    private static final int MOST_REPLAY_STARTS = 10;

    private final SourceName source;
    private final RecoverySettings settings;
    private final GapLedger ledger;
    private final Function<ServerIdentity, Optional<SourceName>> owners;
    private final RecoveryListener listener;
    private Optional<Gap> told = Optional.empty();
    private Optional<SourceCursor> resetAt = Optional.empty();
    private boolean incidentsUnreadable;
    /** Attempts in a row that began in front of where the source stands. */
    private int replayStarts;

    /** @param owners which other source of the group has its cursor on a server */
    public SourceRecovery(SourceName source, RecoverySettings settings, GapLedger ledger,
            Function<ServerIdentity, Optional<SourceName>> owners, RecoveryListener listener) {
        this.source = source;
        this.settings = settings;
        this.ledger = ledger;
        this.owners = owners;
        this.listener = listener;
    }

    /**
     * Where the next dump starts.
     *
     * @param cursor where the source stands
     * @param last   what ended the last attempt from this cursor, if it was a fault
     * @param here   the server that answers
     * @return empty if the source has to go on at its other server: nothing is decided before that one has answered
     * @throws SourceFaultException if the source can go nowhere: halted, with the mend
     * @throws IOException          if a server does not answer
     */
    public Optional<ResumePoint> resume(SourceCursor cursor, Optional<Fault> last, Candidate here)
            throws IOException {
        return resume(cursor, last, here, Optional.empty());
    }

    /**
     * As {@link #resume(SourceCursor, Optional, Candidate)}.
     *
     * @param late what is to be sent again, as soon as nothing else has to be decided
     */
    public Optional<ResumePoint> resume(SourceCursor cursor, Optional<Fault> last, Candidate here,
            Optional<LateReplay> late) throws IOException {
        BinlogCatalog catalog = here.catalog(cursor.identity());
        boolean gtids = hasGtids(catalog);
        SourceCursor known = gtids ? withGtids(cursor, catalog, here) : cursor;
        Optional<OrderedMove> order = settings.moveTo().map(to -> new OrderedMove(source, to));
        if (order.isPresent() && order.get().isDue(ledger, known)) {
            replayStarts = 0;
            return Optional.of(obey(order.get(), known, catalog, here));
        }
        // By GTID a server looks into a file that was removed from its disk, also where the cursor stands in another.
        boolean byGtid = gtids && settings.gtidsPreferred() && hasTransactions(known) && !catalog.hasHole();
        Optional<Fault> fault = new Diagnosis(catalog).of(known, byGtid, last);
        if (!fault.isPresent() && byGtid) {
            fault = recreatedFile(known.offset(), catalog, here);
        }
        if (fault.isPresent() && isOwnPlace(known, fault.get(), catalog, here)) {
            fault = Optional.empty();
            byGtid = false;
        }
        if (fault.isPresent()) {
            replayStarts = 0;
            return heal(known, fault.get(), catalog, here);
        }
        Optional<LateReplay> due = late.filter(replay -> replay.isDue(ledger, known));
        Optional<LateReplay> replay = due.isPresent() ? due : LateReplay.unfinished(ledger.pending(source), known);
        Optional<ResumePoint> again = replay.isPresent()
                ? sendAgain(judged(replay.get()), known, catalog, here, byGtid) : Optional.empty();
        replayStarts = again.isPresent() ? replayStarts + 1 : 0;
        return again.isPresent() ? again : Optional.of(plain(known, catalog, here, gtids, byGtid));
    }

    private boolean hasGtids(BinlogCatalog catalog) {
        return settings.gtidsAllowed() && catalog.executed().isPresent();
    }

    /** A server that lists a place and does not send from it must not keep a source from going on where it stands. */
    private LateReplay judged(LateReplay replay) {
        return replayStarts < MOST_REPLAY_STARTS ? replay : replay.refused(Fault.of(FaultKind.UNCLASSIFIED,
                "nothing came from there in " + MOST_REPLAY_STARTS + " attempts"));
    }

    /** @return empty if the source goes on where it stands: what was to be sent again is not there any more */
    private Optional<ResumePoint> sendAgain(
            LateReplay late, SourceCursor known, BinlogCatalog catalog, Candidate here, boolean byGtid) throws IOException {
        Optional<Fault> fault = late.obstacle(catalog, here, byGtid);
        Optional<ResumePoint> place = fault.isPresent() ? elsewhere(late, fault.get(), catalog, here)
                : Optional.of(late.place(catalog, here, hasGtids(catalog), byGtid));
        long now = System.currentTimeMillis();
        write(place.isPresent() ? late.decision(known, place.get(), now)
                : late.givenUp(known, fault.orElseThrow(IllegalStateException::new), now));
        return place;
    }

    /** On a server with the same history the GTIDs say where. */
    private Optional<ResumePoint> elsewhere(LateReplay late, Fault fault, BinlogCatalog catalog, Candidate here)
            throws IOException {
        FallbackCase seen = FallbackCase.of(late.since(), fault, catalog, settings.gtidsAllowed(), settings.marginSeconds());
        Optional<FallbackDecision> decision = late.onAnotherServer(seen);
        return decision.isPresent() ? Optional.of(new Target(seen, decision.get(), here).find().asReplay()) : Optional.empty();
    }

    /**
     * Where a source begins whose configured position is not there any more.
     *
     * @return as {@link #resume}
     */
    public Optional<ResumePoint> begin(SourceCursor configured, Candidate here) throws IOException {
        BinlogCatalog catalog = here.catalog(configured.identity());
        CatalogVerdict verdict = new CatalogLookup(catalog).judge(configured.offset(), configured.identity());
        Fault fault = Fault.of(FaultKind.BINLOG_PURGED, "the configured position "
                + configured.offset().coordinates() + " is not there (" + verdict + "): the server has " + catalog);
        return heal(configured, fault, catalog, here);
    }

    private ResumePoint obey(OrderedMove order, SourceCursor cursor, BinlogCatalog catalog, Candidate here)
            throws IOException {
        SourceCursor target = order.target(catalog, here).withExtras(cursor.extras());
        FallbackCase seen = FallbackCase.of(
                cursor, OrderedMove.why(), catalog, settings.gtidsAllowed(), settings.marginSeconds());
        GapDecision decided = order.decision(
                cursor, target, seen, isPastIncident(cursor, target, catalog, here), System.currentTimeMillis());
        write(decided);
        return ResumePoint.byCoordinates(target).asMove(!decided.missing().isNothing());
    }

    /** Not asked a second time: at a damaged place a server may search for ever, and the order is to lead past it. */
    private boolean isPastIncident(SourceCursor from, SourceCursor to, BinlogCatalog catalog, Candidate here)
            throws IOException {
        boolean isThere = new CatalogLookup(catalog).judge(from.offset(), from.identity()) == CatalogVerdict.IN_RANGE;
        if (!isThere || incidentsUnreadable) {
            return false;
        }
        incidentsUnreadable = true;
        boolean found = here.server().hasIncident(from.offset().coordinates(), to.offset().coordinates());
        incidentsUnreadable = false;
        return found;
    }

    private ResumePoint plain(
            SourceCursor cursor, BinlogCatalog catalog, Candidate here, boolean gtids, boolean byGtid) {
        SourceCursor now = cursor.withIdentity(catalog.identity()).withAddress(here.address());
        if (!gtids) {
            tellWithoutGtids();
            // A set that does not grow with the stream would be a lie from here on (I11).
            now = now.withOffset(now.offset().withGtids(Gtids.none()));
        }
        if (!byGtid) {
            DumpReach.require(now.offset().coordinates(), "the cursor");
        }
        withdrawPending(now);
        return byGtid ? ResumePoint.byGtid(now) : ResumePoint.byCoordinates(now);
    }

    private void tellWithoutGtids() {
        if (settings.gtidsPreferred()) {
            listener.notes("source=" + source + " canal.instance.gtidon=true, but the server gives no GTIDs "
                    + "(gtid_mode is not ON): runs by coordinates");
        }
    }

    /**
     * A decision that never happened, because the cursor is good again: the file came back, or the server. Not one that
     * did happen, of which a crash left only the confirmation out.
     */
    private void withdrawPending(SourceCursor now) {
        Optional<Gap> pending = ledger.pending(source);
        boolean leadsElsewhere = pending.isPresent() && !pending.get().decision().to().offset()
                .map(BinlogOffset::coordinates).equals(Optional.of(now.offset().coordinates()));
        if (leadsElsewhere
                && GapDecisions.isUndone(pending.get().decision(), GapEnd.of(now.offset()), now.identity())) {
            write(GapDecisions.withdrawn(now, System.currentTimeMillis()));
        }
    }

    /** Told once, however often it is tried. */
    private void write(GapDecision decision) {
        Optional<Gap> entry = Optional.of(ledger.decide(source, decision));
        if (!entry.equals(told)) {
            told = entry;
            listener.moves(entry.get());
        }
    }

    private Optional<ResumePoint> heal(SourceCursor cursor, Fault fault, BinlogCatalog catalog, Candidate here)
            throws IOException {
        if (!fault.heals()) {
            throw new SourceFaultException(fault);
        }
        refuseMixup(cursor, catalog.identity());
        FallbackCase seen = FallbackCase.of(cursor, sinceReset(cursor, fault, here), catalog,
                settings.gtidsAllowed(), settings.marginSeconds());
        Optional<BinlogCatalog> other = settings.chain().has(FallbackStep.STANDBY)
                ? here.other(cursor.identity()) : Optional.empty();
        FallbackCase whole = other.isPresent() ? seen.withStandby(other.get()) : seen;
        if (here.isOther()) {
            return atOther(whole, here);
        }
        FallbackDecision decision = settings.chain().decide(whole)
                .orElseThrow(() -> new SourceFaultException(fault.exhausting(settings.chain().toString())));
        if (decision.isOnStandby()) {
            listener.notes("source=" + source + " fault=" + fault.kind() + " policy=standby: goes on at "
                    + other.get().identity() + ", its other server");
            return Optional.empty();
        }
        return Optional.of(move(whole, decision, here));
    }

    /**
     * After a reset of the cursor's own server its GTIDs prove nothing on its other server either, which may have the
     * numbers that were given again (I9).
     */
    private Fault sinceReset(SourceCursor cursor, Fault fault, Candidate here) {
        if (!here.isOther()) {
            resetAt = fault.kind() == FaultKind.REWOUND ? Optional.of(cursor) : Optional.empty();
            return fault;
        }
        boolean wasReset = resetAt.map(SourceCursor::identity).equals(Optional.of(cursor.identity()));
        return wasReset ? Fault.of(FaultKind.REWOUND, "after a reset of the cursor's server: " + fault.detail()) : fault;
    }

    /** Sent here because this server has what is missing. If it has not any more, the first one decides again. */
    private Optional<ResumePoint> atOther(FallbackCase seen, Candidate here) throws IOException {
        Optional<FallbackDecision> decision = FallbackChain.of(FallbackStep.GTID, FallbackStep.TIMESTAMP).decide(seen);
        return decision.isPresent() ? Optional.of(move(seen, decision.get().by(FallbackStep.STANDBY), here))
                : Optional.empty();
    }

    /** Two sources changed places in the properties: one would read the other's rows as its own (I12). */
    private void refuseMixup(SourceCursor cursor, ServerIdentity answers) {
        Optional<SourceName> owner = owners.apply(answers);
        if (owner.isPresent() && !cursor.identity().isSameServer(answers)) {
            throw new SourceFaultException(FaultKind.SOURCE_MIXUP, answers + " answers, and carries the cursor of "
                    + "source " + owner.get() + "; the cursor of source " + source + " belongs to "
                    + cursor.identity() + " at " + cursor.address());
        }
    }

    private ResumePoint move(FallbackCase seen, FallbackDecision decision, Candidate here) throws IOException {
        ResumePoint target = new Target(seen, decision, here).find();
        if (!target.isByGtid()) {
            DumpReach.require(target.cursor().offset().coordinates(), "the place of policy " + decision.step());
        }
        GapDecision decided = GapDecisions.moved(
                seen, decision, target.cursor().offset(), System.currentTimeMillis());
        write(decided);
        return target.asMove(!decided.missing().isNothing());
    }

    /**
     * Whether a cursor that looks rewound stands in the very file that it was made in. A server sends a transaction
     * before it counts it as executed, with semi-synchronous replication by seconds: its GTIDs alone prove no reset.
     */
    private static boolean isOwnPlace(SourceCursor cursor, Fault fault, BinlogCatalog catalog, Candidate here)
            throws IOException {
        BinlogOffset offset = cursor.offset();
        return fault.kind() == FaultKind.REWOUND && offset.fileCreatedSeconds() > 0
                && cursor.identity().isSameServer(catalog.identity())
                && new CatalogLookup(catalog).place(offset.coordinates()) == CatalogVerdict.IN_RANGE
                && here.search().created(offset.coordinates().file()) == offset.fileCreatedSeconds();
    }

    /**
     * A dump by GTID shows nowhere that the numbers were given again after a reset: the file of the cursor does, where
     * it is still there (I9).
     */
    static Optional<Fault> recreatedFile(BinlogOffset offset, BinlogCatalog catalog, Candidate here)
            throws IOException {
        BinlogFileName file = offset.coordinates().file();
        boolean readable = catalog.file(file).map(listed -> listed.isOnDisk()).orElse(false);
        if (offset.fileCreatedSeconds() == 0 || !readable) {
            return Optional.empty();
        }
        long created = here.search().created(file);
        return created == offset.fileCreatedSeconds() ? Optional.empty()
                : Optional.of(Fault.of(FaultKind.REWOUND, file + " was created at " + created
                        + ", the file of the cursor at " + offset.fileCreatedSeconds() + " (unix seconds)"));
    }

    /** A cursor without a set, from a time without GTIDs or a configured position, gets the set of its place. */
    private static SourceCursor withGtids(SourceCursor cursor, BinlogCatalog catalog, Candidate here)
            throws IOException {
        BinlogOffset offset = cursor.offset();
        boolean isThere = new CatalogLookup(catalog).judge(offset, cursor.identity()) == CatalogVerdict.IN_RANGE;
        return offset.gtids().isPresent() || !isThere ? cursor
                : cursor.withOffset(offset.withGtids(here.server().gtidsBefore(offset.coordinates())));
    }

    /** The host dumps by coordinates when the set is empty, and so do we: it means the same then. */
    private static boolean hasTransactions(SourceCursor cursor) {
        return cursor.offset().gtids().set().map(set -> !set.isEmpty()).orElse(false);
    }
}
