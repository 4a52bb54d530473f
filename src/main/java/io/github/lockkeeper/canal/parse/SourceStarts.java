package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.protocol.position.LogIdentity;
import com.alibaba.otter.canal.protocol.position.LogPosition;
import io.github.lockkeeper.canal.meta.HostCursor;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.recovery.Candidate;
import io.github.lockkeeper.recovery.DumpReach;
import io.github.lockkeeper.recovery.ResumePoint;
import io.github.lockkeeper.recovery.SourceRecovery;
import java.io.IOException;
import java.util.Optional;

/** Where a source starts that cannot simply resume: one without a cursor, and one inside a transaction. */
final class SourceStarts {

    private final SourceEventParser parser;
    private final MysqlConnection mysql;
    private final Candidate here;

    SourceStarts(SourceEventParser parser, MysqlConnection mysql, Candidate here) {
        this.parser = parser;
        this.mysql = mysql;
        this.here = here;
    }

    /**
     * Decided once, journalled, and durable before the first dump (I6).
     *
     * @return empty if the source has to begin at its other server
     */
    Optional<SourceCursor> first(SourceRecovery recovery) throws IOException {
        Optional<HostCursor> host = parser.metaManager.hostCursor();
        TimeSearch search = new TimeSearch(mysql, here.server(), parser.searches(), parser::isStart);
        SourceCursor start = host.isPresent() ? adopted(host.get(), search)
                : new FirstStart(parser.gtidMode, parser.startMode)
                        .decide(parser.configuredStart(), here.server(), here.address(), search);
        requireInReach(start);
        return here.server().files().contains(start.offset().coordinates().file())
                ? Optional.of(begin(start, host, search)) : healed(start, recovery);
    }

    /** A start by GTID set asks for no position. */
    private void requireInReach(SourceCursor start) {
        boolean byGtid = parser.gtidMode == GtidMode.ON && start.offset().gtids().set().isPresent();
        if (!byGtid) {
            DumpReach.require(start.offset().coordinates(), "the start");
        }
    }

    /** The configured position is not there any more: it goes through the policies, which write their decision down. */
    private Optional<SourceCursor> healed(SourceCursor configured, SourceRecovery recovery) throws IOException {
        Optional<ResumePoint> point = recovery.begin(configured, here.alone());
        parser.requireRunning();
        point.ifPresent(found -> parser.metaManager.fix(parser.source, found.cursor()));
        return point.map(ResumePoint::cursor);
    }

    private SourceCursor begin(SourceCursor start, Optional<HostCursor> host, TimeSearch search) {
        // A search that was stopped has found nothing: it must not become a cursor.
        parser.requireRunning();
        if (search.isBeforeOldest()) {
            parser.reporter.warn("source=" + parser.source + " the wanted time lies before the oldest binlog: starts "
                    + "at its beginning; what was written before it and purged is not delivered");
        }
        parser.metaManager.begin(parser.source, start, why(host, search));
        parser.reporter.note("source=" + parser.source + " starts for the first time at=" + start.offset());
        return start;
    }

    private GapDecision why(Optional<HostCursor> host, TimeSearch search) {
        long now = System.currentTimeMillis();
        return host.map(cursor -> StartDecisions.adopted(
                        cursor, cursor.isOf(parser.serverAddress()), parser.fallbackSeconds, now))
                .orElseGet(() -> StartDecisions.first(parser.startMode, search.isBeforeOldest(), now));
    }

    private SourceCursor adopted(HostCursor host, TimeSearch search) throws IOException {
        Adoption adoption = new Adoption(host, parser.fallbackSeconds, parser.gtidMode);
        SourceCursor start = adoption.decide(parser.serverAddress(), here.address(), here.server(), search);
        parser.reporter.warn("source=" + parser.source + " adopts Canal's own cursor " + host + ": to="
                + start.offset() + (adoption.isExactFor(parser.serverAddress()) ? " certainty=EXACT"
                : " certainty=POSSIBLE, by its time minus " + parser.fallbackSeconds + " s, so rows may come again"));
        return start;
    }

    /** A configured position may stand inside a transaction; the host knows how to find its beginning. */
    SourceCursor transactionBegin(SourceCursor cursor) throws IOException {
        LogPosition last = new LogPosition();
        last.setIdentity(new LogIdentity(mysql.getConnector().getAddress(), -1L));
        last.setPostion(EntryPositions.of(ResumePoint.byCoordinates(cursor)));
        EntryPosition begin = parser.hostsStart(mysql, last);
        // The host finds no BEGIN in a MariaDB's binlog, and answers 0.
        long position = Math.max(BinlogCoordinates.FIRST_POSITION, begin.getPosition());
        BinlogCoordinates at = BinlogCoordinates.of(begin.getJournalName(), position);
        parser.reporter.note("source=" + parser.source + " stood inside a transaction: from=" + cursor.offset()
                + " to=" + at);
        return cursor.withOffset(BinlogOffset.of(at).withGtids(cursor.offset().gtids())
                .withTimestampSeconds(cursor.offset().timestampSeconds())
                .withFileCreatedSeconds(cursor.offset().fileCreatedSeconds()));
    }
}
