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

    private LateReplay(SourceName source, SourceCursor since, GapCause cause) {
        this.source = source;
        this.since = since;
        this.cause = cause;
    }

    /** @return empty if that owner had no cursor of the source: it can have sent nothing of it */
    public static Optional<LateReplay> of(LateSends word, SourceName source) {
        GapCause cause = GapCause.of(CAUSE, 0, word + " had changes on their way to the message queue;"
                + " they may have come behind later ones");
        return Optional.ofNullable(word.since().sources().get(source)).map(since -> new LateReplay(source, since, cause));
    }

    /** Whether a source that stands there has already sent anything that has to come again. */
    public boolean concerns(SourceCursor at) {
        OffsetOrder order = at.offset().orderTo(since.offset());
        boolean isSameServer = at.identity().equals(since.identity()) || at.identity().isSameServer(since.identity());
        return !isSameServer || order != OffsetOrder.BEFORE && order != OffsetOrder.EQUAL;
    }

    /**
     * Whether it has still to be done, and nothing else is under way. One of which a crash left only the decision is
     * done once more unless the source stands behind where it began: twice costs less than not at all.
     */
    public boolean isDue(GapLedger ledger, SourceCursor at) {
        Optional<GapDecision> open = ledger.unconfirmed(source).map(Gap::decision);
        return open.isPresent()
                ? isThis(open.get()) && ledger.pending(source).isPresent() && !isPassed(open.get(), at)
                : !isConfirmed(ledger);
    }

    private static boolean isPassed(GapDecision move, SourceCursor at) {
        return at.identity().isSameServer(move.serverBefore()) && move.from().offset()
                .filter(from -> at.offset().orderTo(from) == OffsetOrder.AFTER).isPresent();
    }

    /** Whether it has been done, for good: a crash may have made a second entry of it. */
    public boolean isConfirmed(GapLedger ledger) {
        boolean isOpen = ledger.unconfirmed(source).map(Gap::decision).filter(this::isThis).isPresent();
        return !isOpen && ledger.hasBeenConfirmed(source, this::isThis);
    }

    private boolean isThis(GapDecision decision) {
        return decision.policy().equals(POLICY) && decision.cause().code().equals(CAUSE)
                && decision.cause().text().startsWith(cause.text());
    }

    SourceCursor since() {
        return since;
    }

    /** Why the source cannot simply go back there. */
    Optional<Fault> obstacle(BinlogCatalog catalog, Candidate here, boolean byGtid) throws IOException {
        Optional<Fault> fault = new Diagnosis(catalog).of(since, isByGtid(byGtid), Optional.empty());
        return fault.isPresent() ? fault : SourceRecovery.recreatedFile(since.offset(), catalog, here);
    }

    /** @param gtids whether the server gives any: a set that does not grow with the stream would be a lie (I11) */
    ResumePoint place(BinlogCatalog catalog, Candidate here, boolean gtids, boolean byGtid) {
        BinlogOffset offset = gtids ? since.offset() : since.offset().withGtids(Gtids.none());
        SourceCursor place = since.withOffset(offset).withIdentity(catalog.identity()).withAddress(here.address());
        if (isByGtid(byGtid)) {
            return ResumePoint.byGtid(place).asMove(false);
        }
        DumpReach.require(place.offset().coordinates(), "the place to send again from");
        return ResumePoint.byCoordinates(place).asMove(false);
    }

    private boolean isByGtid(boolean preferred) {
        return preferred && since.offset().gtids().set().filter(set -> !set.isEmpty()).isPresent();
    }

    /** On a server with the same history the set says where. */
    Optional<FallbackDecision> onAnotherServer(FallbackCase seen) {
        return FallbackChain.of(FallbackStep.GTID).decide(seen).filter(decision -> decision.surplus().isEmpty());
    }

    /** @param at where the source stands */
    GapDecision decision(SourceCursor at, long nowMillis) {
        return GapDecision.of(GapKind.REPLAY, cause, POLICY, Certainty.EXACT, nowMillis)
                .withFrom(GapEnd.of(at.offset())).withTo(GapEnd.of(since.offset()))
                .withMissing(MissingPart.NOTHING).withServers(at.identity(), since.identity());
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
