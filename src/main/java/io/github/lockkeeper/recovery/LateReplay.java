package io.github.lockkeeper.recovery;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fallback.Diagnosis;
import io.github.lockkeeper.fallback.FallbackCase;
import io.github.lockkeeper.fallback.FallbackChain;
import io.github.lockkeeper.fallback.FallbackDecision;
import io.github.lockkeeper.fallback.FallbackStep;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.OffsetOrder;
import io.github.lockkeeper.position.SourceName;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * A source goes back once to where a former owner of the destination stood, because that owner may have sent old changes
 * behind newer ones ({@link LateSends}): done with an entry in the journal like any other move, and known by that entry
 * from then on. Immutable.
 */
public final class LateReplay {

    static final String POLICY = "late-sends";
    private static final String CAUSE = "LATE_SENDS";

    private final SourceName source;
    private final SourceCursor since;
    private final GapCause cause;
    private final Optional<Fault> refusal;

    private LateReplay(SourceName source, SourceCursor since, GapCause cause) {
        this(source, since, cause, Optional.empty());
    }

    private LateReplay(SourceName source, SourceCursor since, GapCause cause, Optional<Fault> refusal) {
        this.source = source;
        this.since = since;
        this.cause = cause;
        this.refusal = refusal;
    }

    /** @return empty if that owner had no cursor of the source: it can have sent nothing of it */
    public static Optional<LateReplay> of(LateSends word, SourceName source) {
        GapCause cause = GapCause.of(CAUSE, 0, word + " had changes on their way to the message queue;"
                + " they may have come behind later ones");
        return Optional.ofNullable(word.since().sources().get(source)).map(since -> new LateReplay(source, since, cause));
    }

    /**
     * What a crash left of one: its entry is enough to do it again, whether or not somebody's word is at hand.
     *
     * @param pending the entry of the source that has not arrived, if there is one
     * @param at      where the source stands
     * @return empty if there is none, or it has been done: the source stands behind where it began
     */
    static Optional<LateReplay> unfinished(Optional<Gap> pending, SourceCursor at) {
        return pending.filter(entry -> isUndone(entry, at)).flatMap(entry -> entry.decision().to().offset()
                .map(to -> SourceCursor.of(to, entry.decision().serverAfter(), at.address()))
                .map(since -> new LateReplay(entry.source(), since, entry.decision().cause())));
    }

    /** Whether an entry is of one that has not been done by a source that stands there. */
    public static boolean isUndone(Gap pending, SourceCursor at) {
        GapDecision move = pending.decision();
        return move.policy().equals(POLICY) && move.kind() == GapKind.REPLAY && !isPassed(move, at);
    }

    /**
     * Whether a source that stands there has already sent anything that has to come again. A place in an earlier file is
     * none where that file was made later: the server's binlogs were reset in between.
     */
    public boolean concerns(SourceCursor at) {
        boolean isSameServer = at.identity().equals(since.identity()) || at.identity().isSameServer(since.identity());
        if (!isSameServer) {
            return !isContained(at.offset().gtids(), since.offset().gtids());
        }
        OffsetOrder order = at.offset().orderTo(since.offset());
        boolean isReset = since.offset().fileCreatedSeconds() > 0
                && at.offset().fileCreatedSeconds() > since.offset().fileCreatedSeconds();
        return isReset || order != OffsetOrder.BEFORE && order != OffsetOrder.EQUAL;
    }

    private static boolean isContained(Gtids some, Gtids all) {
        return some.set().isPresent() && all.set().isPresent() && some.set().get().subtract(all.set().get()).isEmpty();
    }

    /**
     * Whether it has still to be done, and nothing else is under way. One of which a crash left only the decision is
     * done once more unless the source stands behind where it began: twice costs less than not at all.
     */
    public boolean isDue(GapLedger ledger, SourceCursor at) {
        Optional<Gap> open = ledger.unconfirmed(source);
        return concerns(at) && (open.isPresent() ? isThis(open.get().decision()) && isUndone(open.get(), at)
                : !isConfirmed(ledger));
    }

    private static boolean isPassed(GapDecision move, SourceCursor at) {
        return at.identity().isSameServer(move.serverBefore()) && move.from().offset()
                .filter(from -> at.offset().orderTo(from) == OffsetOrder.AFTER).isPresent();
    }

    /** Whether the source's unconfirmed entry is of this one. */
    public boolean isOpen(GapLedger ledger) {
        return ledger.unconfirmed(source).map(Gap::decision).filter(this::isThis).isPresent();
    }

    /** Whether it has been done, for good: a crash may have made a second entry of it. */
    public boolean isConfirmed(GapLedger ledger) {
        return !isOpen(ledger) && ledger.hasBeenConfirmed(source, this::isThis);
    }

    private boolean isThis(GapDecision decision) {
        return decision.policy().equals(POLICY) && decision.cause().code().equals(CAUSE)
                && decision.cause().text().startsWith(cause.text());
    }

    /** This one, which the server does not let happen: it is given up. */
    LateReplay refused(Fault why) {
        return new LateReplay(source, since, cause, Optional.of(why));
    }

    SourceCursor since() {
        return since;
    }

    /** Why the source cannot simply go back there. */
    Optional<Fault> obstacle(BinlogCatalog catalog, Candidate here, boolean byGtid) throws IOException {
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<Fault> fault = new Diagnosis(catalog).of(since, isByGtid(byGtid), Optional.empty());
        if (!fault.isPresent() && !isByGtid(byGtid)) {
            fault = DumpReach.obstacle(since.offset().coordinates(), "the place to send again from");
        }
        return fault.isPresent() ? fault : SourceRecovery.recreatedFile(since.offset(), catalog, here);
    }

    /** @param gtids whether the server gives any: a set that does not grow with the stream would be a lie (I11) */
    ResumePoint place(BinlogCatalog catalog, Candidate here, boolean gtids, boolean byGtid) {
        BinlogOffset offset = gtids ? since.offset() : since.offset().withGtids(Gtids.none());
        SourceCursor place = since.withOffset(offset).withIdentity(catalog.identity()).withAddress(here.address());
        return (isByGtid(byGtid) ? ResumePoint.byGtid(place) : ResumePoint.byCoordinates(place)).asReplay();
    }

    private boolean isByGtid(boolean preferred) {
        return preferred && since.offset().gtids().set().filter(set -> !set.isEmpty()).isPresent();
    }

    /** On a server with the same history the set says where. */
    Optional<FallbackDecision> onAnotherServer(FallbackCase seen) {
        return refusal.isPresent() ? Optional.empty()
                : FallbackChain.of(FallbackStep.GTID).decide(seen).filter(decision -> decision.surplus().isEmpty());
    }

    /**
     * @param at where the source stands
     * @param to where it goes
     */
    GapDecision decision(SourceCursor at, ResumePoint to, long nowMillis) {
        boolean isSameServer = to.cursor().identity().isSameServer(since.identity()) || to.cursor().identity().equals(since.identity());
        BinlogOffset offset = to.cursor().offset();
        // By GTID on another server nobody knows the coordinates before the first event.
        GapEnd end = isSameServer ? GapEnd.of(since.offset()) : GapEnd.of(offset.gtids(), offset.timestampSeconds());
        return GapDecision.of(GapKind.REPLAY, cause, POLICY, Certainty.EXACT, nowMillis)
                .withFrom(GapEnd.of(at.offset())).withTo(end)
                .withMissing(MissingPart.NOTHING).withServers(at.identity(), to.cursor().identity());
    }

    /** What was to be sent again is not there: a person has to know that some keys may show old values. */
    GapDecision givenUp(SourceCursor at, Fault fault, long nowMillis) {
        GapCause why = GapCause.of(CAUSE, 0, cause.text() + ", and what came since " + since.offset().coordinates()
                + " cannot be sent again: " + fault);
        return GapDecision.of(GapKind.SKIPPED, why, POLICY, Certainty.POSSIBLE, nowMillis)
                .withFrom(GapEnd.of(at.offset())).withTo(GapEnd.of(at.offset())).withServers(at.identity(), at.identity());
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof LateReplay)) {
            return false;
        }
        LateReplay that = (LateReplay) other;
        return source.equals(that.source) && since.equals(that.since) && cause.equals(that.cause);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, since, cause);
    }

    /** For messages. */
    @Override
    public String toString() {
        return "source=" + source + " since=" + since.offset().coordinates();
    }
}
